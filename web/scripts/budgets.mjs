// First-load budgets, gzip: what a page pulls in statically (scripts and styles), fonts and the map worker apart.
import { readFileSync } from "node:fs";
import { gzipSync } from "node:zlib";

const budgets = { console: 450, screen: 650, squad: 70, liaison: 70, admin: 70, index: 70 };
const dist = new URL("../dist/", import.meta.url);
const size = (path) => gzipSync(readFileSync(new URL(path, dist)), { level: 9 }).length / 1024;

function staticFiles(path, seen) {
  if (seen.has(path)) return seen;
  seen.add(path);
  if (!path.endsWith(".js")) return seen;
  const code = readFileSync(new URL(path, dist), "utf8");
  for (const [, file] of code.matchAll(/(?:from|import)\s*"\.\/([^"]+\.js)"/g))
    staticFiles(`assets/${file}`, seen);
  return seen;
}

let over = 0;
for (const [page, budget] of Object.entries(budgets)) {
  let html;
  try {
    html = readFileSync(new URL(`${page}.html`, dist), "utf8");
  } catch (error) {
    if (error.code !== "ENOENT") throw error;
    console.log(`${page.padEnd(8)} not built`);
    continue;
  }
  const files = new Set();
  for (const [, file] of html.matchAll(/(?:src|href)="\/(assets\/[^"]+\.(?:js|css))"/g))
    staticFiles(file, files);
  const total = [...files].reduce((sum, file) => sum + size(file), 0);
  if (total > budget) over++;
  console.log(
    `${page.padEnd(8)} ${total.toFixed(1).padStart(6)} KB gzip of ${budget} KB${total > budget ? "  OVER" : ""}`,
  );
}
process.exit(over ? 1 : 0);
