import { describe, expect, it } from "vitest";
import { precache } from "./precache";

function caches() {
  const stores = new Map<string, string[]>();
  return {
    stores,
    open: async (name: string) => {
      const files = stores.get(name) ?? [];
      stores.set(name, files);
      return {
        addAll: async (paths: string[]) => void files.push(...paths),
        match: async (path: string) => (files.includes(path) ? new Response(path) : undefined),
      };
    },
    keys: async () => [...stores.keys()],
    delete: async (name: string) => stores.delete(name),
  };
}
const kept = (common: ReturnType<typeof caches>, version = "2") =>
  precache(
    common as unknown as CacheStorage,
    version,
    ["/squad", "/assets/squad-2.js", "/favicon.svg"],
    (path) => path as unknown as Request,
  );
const here = "https://opsmap.test";

describe("the squad's offline files", () => {
  it.each([
    ["/squad", true, "/squad"],
    ["/squad?x=1", true, "/squad"],
    ["/squad/anything", true, "/squad"],
    ["/squadron", true, undefined],
    ["/console", true, undefined],
    ["/demo/key/squad", true, undefined],
    ["/assets/squad-2.js", false, "/assets/squad-2.js"],
    ["/assets/squad-1.js", false, "/assets/squad-1.js"],
    ["/favicon.svg", false, "/favicon.svg"],
    ["/api/squad/now", false, undefined],
    ["/api/cases/1/evidence/2", false, undefined],
    ["/squad", false, undefined],
    ["https://uri.amap.com/squad", true, undefined],
  ])("%s (navigation %s) is answered with %s", (address, navigation, file) =>
    expect(kept(caches()).fileFor(new URL(address, here), here, navigation)).toBe(file),
  );

  it("keep the version before this one for a page that still runs it, and drop what is older or not theirs to keep", async () => {
    const common = caches();
    for (const version of ["0", "1", "2"]) await kept(common, version).install();
    await common.open("of another page");
    await kept(common, "2").clean();
    expect([...common.stores.keys()]).toEqual(["opsmap-squad-1", "opsmap-squad-2", "of another page"]);
    expect(await (await kept(common).find("/assets/squad-2.js"))?.text()).toBe("/assets/squad-2.js");
  });
});
