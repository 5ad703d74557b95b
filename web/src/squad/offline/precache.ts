export const PAGE = "/squad";
const PREFIX = "opsmap-squad-";

/** The squad's page and its files, kept from the first visit on: one cache per version (离线缓存). */
export function precache(
  caches: Pick<CacheStorage, "open" | "keys" | "delete">,
  version: string,
  files: readonly string[],
  request: (path: string) => Request,
) {
  const name = PREFIX + version;
  const known = new Set(files);

  return {
    install: async () => (await caches.open(name)).addAll(files.map(request)),
    /** A page that still runs the version before this one may yet ask for a part of it: that version stays, older ones go. */
    async clean() {
      const ours = (await caches.keys()).filter((key) => key.startsWith(PREFIX) && key !== name);
      await Promise.all(ours.slice(0, -1).map((key) => caches.delete(key)));
    },
    /** What this request is answered with from the cache; undefined leaves it to the network. */
    fileFor(url: URL, origin: string, navigation: boolean): string | undefined {
      if (url.origin !== origin) return undefined;
      const page = url.pathname === PAGE || url.pathname.startsWith(`${PAGE}/`);
      if (navigation) return page ? PAGE : undefined;
      // also a part that only the version before had
      const part = known.has(url.pathname) || url.pathname.startsWith("/assets/");
      return part && url.pathname !== PAGE ? url.pathname : undefined;
    },
    find: async (file: string) => (await caches.open(name)).match(file),
  };
}
