import { describe, expect, it } from "vitest";
import { deviceOf, signedText, type Vault } from "./device";

function vault() {
  const kept = new Map<string, unknown>();
  const settle: Vault["settle"] = async (name, make) => {
    if (!kept.has(name)) {
      const fresh = await make();
      if (!kept.has(name)) kept.set(name, fresh);
    }
    return kept.get(name) as Awaited<ReturnType<typeof make>>;
  };
  return { settle };
}
const said = {
  id: "0194a000-0000-7000-8000-000000000001",
  about: "0194a000-0000-7000-8000-000000000002",
  occurredAt: "2026-11-24T07:00:00.123Z",
  seq: 7,
  command: { type: "depart", remark: "已出发" },
};
const bytes = (base64url: string) =>
  Uint8Array.from(atob(base64url.replaceAll("-", "+").replaceAll("_", "/")), (c) => c.charCodeAt(0));

describe("a phone", () => {
  it("signs what it says with a key that the server can check and nobody can take", async () => {
    const phone = await deviceOf(vault());
    const seal = await phone.seal(said);
    const key = await crypto.subtle.importKey(
      "jwk",
      (await phone.key()) as JsonWebKey,
      { name: "ECDSA", namedCurve: "P-256" },
      false,
      ["verify"],
    );
    const verify = (text: string) =>
      crypto.subtle.verify(
        { name: "ECDSA", hash: "SHA-256" },
        key,
        bytes(seal?.signature ?? ""),
        new TextEncoder().encode(text),
      );
    expect(seal).toMatchObject({ id: phone.id, seq: 7 });
    expect(seal?.signature).toMatch(/^[\w-]{86}$/);
    expect(await verify(signedText(said))).toBe(true);
    expect(await verify(signedText({ ...said, occurredAt: "2026-11-24T06:00:00.123Z" }))).toBe(false);
  });

  it("is the same after a reload, and for two tabs that open at once", async () => {
    const kept = vault();
    const [a, b] = await Promise.all([deviceOf(kept), deviceOf(kept)]);
    const later = await deviceOf(kept);
    expect(new Set([a.id, b.id, later.id]).size).toBe(1);
    expect(await b.key()).toEqual(await later.key());
  });

  it("cannot sign where the browser has no key for it, and reports all the same", async () => {
    const phone = await deviceOf(vault(), null);
    expect(phone.id).toBeTruthy();
    expect(await phone.key()).toBeUndefined();
    expect(await phone.seal(said)).toBeUndefined();
  });
});

it("signs exactly the lines the server puts together", () => {
  expect(signedText(said)).toBe(
    `${said.id}\n${said.about}\n2026-11-24T07:00:00.123Z\n7\n{"type":"depart","remark":"已出发"}`,
  );
});
