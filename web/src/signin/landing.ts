import type { Role } from "@/api/shapes";

const PAGES: Record<Role, string | undefined> = {
  cityDispatcher: "/console",
  countyDispatcher: "/console",
  stationHead: "/console",
  section: "/console",
  squadMember: "/squad",
  squadLeader: "/squad",
  leadership: "/screen",
  admin: "/admin",
  liaison: "/liaison",
  merchantStaff: undefined,
  public: undefined,
  system: undefined,
};

/** Dispatchers may hang the wall up as well; everybody else has one page. */
const ALSO: Partial<Record<Role, string[]>> = {
  cityDispatcher: ["/screen"],
  countyDispatcher: ["/screen"],
};

/**
 * Where a role goes after signing in: the page it came from if that is one of its own, never an address from elsewhere.
 */
export function landing(role: Role, next: string | null): string | undefined {
  const own = PAGES[role];
  return next !== null && ALSO[role]?.includes(next) ? next : own;
}

/** The one-time code behind the hash of a link: an address a server or proxy writes down never holds it. */
export const codeIn = (hash: string) => new URLSearchParams(hash.slice(1)).get("code") ?? "";
