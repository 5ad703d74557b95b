import { shared } from "@/words/shared";

/** What went wrong with a request, in words a person can act on; `field` names the input to fix. */
export class Problem extends Error {
  readonly status: number;
  readonly code: string;
  readonly field: string | undefined;
  readonly facts: Record<string, string>;
  /** Seconds the server asks to wait (Retry-After), if it does. */
  readonly retryAfter: number | undefined;

  constructor(
    status: number,
    code: string,
    title: string,
    field?: string,
    facts: Record<string, string> = {},
    retryAfter?: number,
  ) {
    super(title);
    this.status = status;
    this.code = code;
    this.field = field;
    this.facts = facts;
    this.retryAfter = retryAfter;
  }

  /** The request may not have reached the server, or the server asked to come back later. */
  get retryable() {
    return this.status === 0 || this.status === 502 || this.status === 503 || this.status === 504;
  }
}

export async function problemOf(response: Response): Promise<Problem> {
  const text = await response.text();
  let body: Record<string, unknown> = {};
  if (response.headers.get("content-type")?.includes("json") && text) body = JSON.parse(text);
  const title = typeof body.title === "string" ? body.title : statusWords(response.status);
  const code = typeof body.code === "string" ? body.code : `http-${response.status}`;
  const field = typeof body.field === "string" ? body.field : undefined;
  const asked = Number(response.headers.get("retry-after") ?? Number.NaN);
  const retryAfter = Number.isFinite(asked) ? asked : undefined;
  return new Problem(
    response.status,
    code,
    title,
    field,
    (body.facts as Record<string, string>) ?? {},
    retryAfter,
  );
}

export const unreachable = () => new Problem(0, "unreachable", shared("problem.unreachable"));

function statusWords(status: number) {
  if (status === 401) return shared("problem.401");
  if (status === 403) return shared("problem.403");
  if (status === 404) return shared("problem.404");
  if (status === 409) return shared("problem.409");
  if (status === 429) return shared("problem.429");
  if (status >= 500) return shared("problem.500");
  return shared("problem.400");
}
