import { newId } from "@/api/ids";
import type { Seal } from "./steps/task";

const ALGORITHM = { name: "ECDSA", namedCurve: "P-256" };

/** Where a value is settled once for all tabs: the first one to come stays. */
export interface Vault {
  settle<T extends string | CryptoKeyPair>(name: string, make: () => Promise<T>): Promise<T>;
}

/** What is signed: who said what about which case, when, and as the how manieth. */
export const signedText = (said: {
  id: string;
  about: string;
  occurredAt: string;
  seq: number;
  command: unknown;
}) => [said.id, said.about, said.occurredAt, said.seq, JSON.stringify(said.command)].join("\n");

const base64url = (bytes: ArrayBuffer) =>
  btoa(String.fromCharCode(...new Uint8Array(bytes)))
    .replaceAll("+", "-")
    .replaceAll("/", "_")
    .replaceAll("=", "");

/** SHA-256 in hexadecimal; nothing on a page without https, where nothing is signed either. */
export async function sha256Of(file: Blob, subtle: SubtleCrypto | null = crypto.subtle ?? null) {
  if (!subtle) return undefined;
  const hash = new Uint8Array(await subtle.digest("SHA-256", await file.arrayBuffer()));
  return Array.from(hash, (byte) => byte.toString(16).padStart(2, "0")).join("");
}

/** This phone, for one person (设备): its name and a key that never leaves it. A page without https has no key. */
export async function deviceOf(vault: Vault, subtle: SubtleCrypto | null = crypto.subtle ?? null) {
  const id = await vault.settle("device", async () => newId());
  const keys =
    subtle && (await vault.settle("keys", () => subtle.generateKey(ALGORITHM, false, ["sign", "verify"])));

  return {
    id,
    /** The public half, as the server wants it. */
    async key() {
      if (!subtle || !keys) return undefined;
      const { kty = "", crv = "", x = "", y = "" } = await subtle.exportKey("jwk", keys.publicKey);
      return { kty, crv, x, y };
    },
    async seal(said: Parameters<typeof signedText>[0]): Promise<Seal | undefined> {
      if (!subtle || !keys) return undefined;
      const text = new TextEncoder().encode(signedText(said));
      const signature = await subtle.sign({ name: "ECDSA", hash: "SHA-256" }, keys.privateKey, text);
      return { id, seq: said.seq, signature: base64url(signature) };
    },
  };
}

export type Device = Awaited<ReturnType<typeof deviceOf>>;
