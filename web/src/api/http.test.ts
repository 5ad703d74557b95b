import { afterEach, describe, expect, it, vi } from "vitest";
import { get, postOnce } from "./http";
import { newId } from "./ids";
import { Problem } from "./problem";

const answer = (status: number, body: unknown, type = "application/problem+json") =>
  new Response(JSON.stringify(body), { status, headers: { "content-type": type } });
const at = "0194a000-0000-7000-8000-000000000000";
const noPause = async () => undefined;

afterEach(() => vi.unstubAllGlobals());

describe("a request", () => {
  it("turns a problem document into words, code and field", async () => {
    vi.stubGlobal("fetch", async () =>
      answer(400, { status: 400, title: "电话格式有误", code: "bad-phone", field: "phone" }),
    );
    const problem = await get("/api/x").catch((e: Problem) => e);
    expect(problem).toBeInstanceOf(Problem);
    expect(problem).toMatchObject({
      message: "电话格式有误",
      code: "bad-phone",
      field: "phone",
      status: 400,
    });
  });
  it("has words even when the server gives none", async () => {
    vi.stubGlobal("fetch", async () => new Response("<html>", { status: 502 }));
    await expect(get("/api/x")).rejects.toMatchObject({ code: "http-502", message: "服务器出错，未保存" });
  });
  it("says that nothing was saved when the server is out of reach", async () => {
    vi.stubGlobal("fetch", async () => Promise.reject(new TypeError("failed")));
    await expect(get("/api/x")).rejects.toMatchObject({ code: "unreachable", status: 0 });
  });
});

describe("a command", () => {
  it("is sent again with the same id when the answer was lost", async () => {
    const bodies: string[] = [];
    vi.stubGlobal("fetch", async (_: string, init: RequestInit) => {
      bodies.push(String(init.body));
      if (bodies.length === 1) throw new TypeError("connection reset");
      return bodies.length === 2 ? answer(503, {}) : answer(200, { version: 3 }, "application/json");
    });
    expect(await postOnce("/api/x", { commandId: at }, 3, noPause)).toEqual({ version: 3 });
    expect(new Set(bodies)).toEqual(new Set([JSON.stringify({ commandId: at })]));
    expect(bodies).toHaveLength(3);
  });
  it("is not sent again when the server refused it", async () => {
    const fetch = vi.fn(async () =>
      answer(409, { title: "分队已被占用", code: "squad-taken", facts: { by: "王调度" } }),
    );
    vi.stubGlobal("fetch", fetch);
    await expect(postOnce("/api/x", { commandId: at }, 3, noPause)).rejects.toMatchObject({
      code: "squad-taken",
      facts: { by: "王调度" },
    });
    expect(fetch).toHaveBeenCalledTimes(1);
  });
});

describe("an id", () => {
  it("is a version-7 UUID that sorts by time", () => {
    expect(newId()).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
    expect(newId(1000) < newId(2000)).toBe(true);
    const stamp = Number.parseInt(
      newId(Date.UTC(2026, 10, 23))
        .replace("-", "")
        .slice(0, 12),
      16,
    );
    expect(stamp).toBe(Date.UTC(2026, 10, 23));
  });
});
