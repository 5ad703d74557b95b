import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import type { Plugin } from "vite";

const WORKER = "squad-worker.js";
const open = fileURLToPath(new URL("../public/", import.meta.url));
/** Of the files that keep their names, those the squad's page and its icon on the home screen need. */
const ours = (name: string) => name.startsWith("squad") || name === "favicon.svg";

/** Tells the squad's worker which files make up the page, as they are named after this build. */
export const squadWorker: Plugin = {
  name: "squad-worker",
  apply: "build",
  generateBundle: {
    order: "post",
    handler(_options, bundle) {
      const worker = bundle[WORKER];
      const page = bundle["squad.html"];
      if (worker?.type !== "chunk" || page?.type !== "asset")
        throw new Error("the squad's page or its worker is missing");
      const parts = new Set<string>();
      const follow = (name: string) => {
        const chunk = bundle[name];
        if (parts.has(name) || !chunk) return;
        parts.add(name);
        if (chunk.type !== "chunk") return;
        for (const file of chunk.viteMetadata?.importedCss ?? []) follow(file);
        for (const file of chunk.viteMetadata?.importedAssets ?? []) follow(file);
        for (const file of [...chunk.imports, ...chunk.dynamicImports]) follow(file);
      };
      for (const chunk of Object.values(bundle))
        if (chunk.type === "chunk" && chunk.facadeModuleId?.endsWith("/squad.html")) follow(chunk.fileName);
      const kept = readdirSync(open).filter(ours).sort();
      const files = ["/squad", ...[...parts, ...kept].map((name) => `/${name}`)];
      const hash = createHash("sha256").update(files.join()).update(page.source);
      for (const name of kept) hash.update(readFileSync(`${open}${name}`));
      const told = JSON.stringify({ version: hash.digest("hex").slice(0, 12), files });
      if (!worker.code.includes("__SQUAD_FILES__")) throw new Error("the worker does not ask for its files");
      worker.code = worker.code.replace("__SQUAD_FILES__", told);
    },
  },
};
