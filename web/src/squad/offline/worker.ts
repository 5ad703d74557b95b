import { precache } from "./precache";

/** Filled in by the build: the hash of all files, and their addresses. */
declare const __SQUAD_FILES__: { version: string; files: string[] };

const worker = globalThis as unknown as ServiceWorkerGlobalScope;
const { version, files } = __SQUAD_FILES__;
const kept = precache(worker.caches, version, files, (path) => new Request(path, { cache: "no-cache" }));

worker.addEventListener("install", (event) => event.waitUntil(kept.install()));
worker.addEventListener("activate", (event) =>
  event.waitUntil(kept.clean().then(() => worker.clients.claim())),
);
worker.addEventListener("message", (event) => {
  if (event.data === "take-over") void worker.skipWaiting();
});
worker.addEventListener("fetch", (event) => {
  const { request } = event;
  if (request.method !== "GET") return;
  const file = kept.fileFor(new URL(request.url), worker.location.origin, request.mode === "navigate");
  if (file === undefined) return;
  event.respondWith(
    kept.find(file).then(async (found) => found ?? (await worker.caches.match(file)) ?? fetch(request)),
  );
});
