import { locale } from "@/words/words";
import { type Problem, problemOf, unreachable } from "./problem";

export interface Call {
  body?: unknown;
  /** Instead of a body: files with their fields. */
  form?: FormData;
  signal?: AbortSignal;
}

/** Headers that every call of this page carries; a phone names its device here. */
export const always: Record<string, string> = {};

/** One request: JSON in, JSON out, a Problem thrown for everything else. */
export async function call<T>(method: string, path: string, { body, form, signal }: Call = {}): Promise<T> {
  const headers: Record<string, string> = {
    ...always,
    Accept: "application/json",
    "Accept-Language": locale.value,
  };
  if (body !== undefined) headers["Content-Type"] = "application/json";
  let response: Response;
  try {
    response = await fetch(path, {
      method,
      headers,
      credentials: "same-origin",
      ...(form ? { body: form } : body === undefined ? {} : { body: JSON.stringify(body) }),
      ...(signal ? { signal } : {}),
    });
  } catch (error) {
    if (signal?.aborted) throw error;
    throw unreachable();
  }
  if (!response.ok) throw await problemOf(response);
  return (response.status === 204 ? undefined : await response.json()) as T;
}

export const get = <T>(path: string, signal?: AbortSignal) => call<T>("GET", path, signal ? { signal } : {});
export const post = <T>(path: string, body: unknown, signal?: AbortSignal) =>
  call<T>("POST", path, { body, ...(signal ? { signal } : {}) });

const wait = (ms: number) => new Promise<void>((done) => setTimeout(done, ms));

/**
 * Sends a body that carries its own command id, so that it may be sent again:
 * the server answers a repeated id with the first answer.
 */
export async function postOnce<T>(
  path: string,
  body: { commandId: string },
  tries = 3,
  pause = wait,
): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await post<T>(path, body);
    } catch (error) {
      if (attempt >= tries || !(error as Problem).retryable) throw error;
      await pause(300 * 2 ** attempt * (0.5 + Math.random()));
    }
  }
}
