import { fileURLToPath } from "node:url";
import vue from "@vitejs/plugin-vue";
import type { Plugin } from "vite";
import { defineConfig } from "vitest/config";
import { squadWorker } from "./scripts/squadWorker.ts";

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));
// `./opsmap test` counts the tests from this file.
const report = process.env.VITEST_JSON;
const server = process.env.OPSMAP_SERVER ?? "http://127.0.0.1:5080";

/** One entry per page; the server maps the same addresses. */
const pages = ["index", "console", "squad", "screen", "ca", "liaison", "admin"];

const cleanAddresses: Plugin = {
  name: "clean-addresses",
  configureServer: (dev) => {
    dev.middlewares.use((request, _response, next) => {
      const page = pages.find((name) => request.url?.split("?")[0] === `/${name}`);
      if (page) request.url = `/${page}.html`;
      next();
    });
  },
};

export default defineConfig({
  plugins: [vue(), cleanAddresses, squadWorker],
  resolve: { alias: { "@": here("./src") } },
  build: {
    target: "es2022",
    sourcemap: false,
    assetsInlineLimit: 0,
    rollupOptions: {
      input: {
        ...Object.fromEntries(pages.map((name) => [name, here(`./${name}.html`)])),
        "squad-worker": here("./src/squad/offline/worker.ts"),
      },
      output: {
        // a worker keeps its address: the browser compares what it finds there
        entryFileNames: ({ name }) => (name === "squad-worker" ? "[name].js" : "assets/[name]-[hash].js"),
      },
    },
  },
  server: {
    host: "127.0.0.1",
    proxy: {
      "/api": server,
      "/demo/": server,
      "/live": { target: server, ws: true },
      "/device": { target: server, ws: true },
    },
  },
  test: {
    environment: "happy-dom",
    include: ["src/**/*.test.ts"],
    ...(report ? { reporters: ["default", "json"], outputFile: { json: report } } : {}),
  },
});
