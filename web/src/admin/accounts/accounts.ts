import type { Account } from "@/api/accounts";
import type { Role } from "@/api/shapes";

/** Roles that get an account here; venues get theirs with their board. */
export const ROLES = [
  "cityDispatcher",
  "countyDispatcher",
  "stationHead",
  "section",
  "squadLeader",
  "squadMember",
  "liaison",
  "leadership",
  "admin",
] as const satisfies readonly Role[];
export type AccountRole = (typeof ROLES)[number];

/** Of the city only, of a county only, or either. */
export const levelOf = (role: Role): "city" | "county" | "either" => {
  if (role === "cityDispatcher") return "city";
  return ["countyDispatcher", "stationHead", "squadLeader", "squadMember"].includes(role)
    ? "county"
    : "either";
};

/** What a role is bound to, and whether it must be. */
export const bindingOf = (
  role: Role,
): { to: "squad" | "unit" | "department"; required: boolean } | undefined => {
  if (role === "squadLeader" || role === "squadMember") return { to: "squad", required: true };
  if (role === "section") return { to: "unit", required: true };
  if (role === "stationHead") return { to: "unit", required: false };
  return role === "liaison" ? { to: "department", required: true } : undefined;
};

/** Which units a role may be bound to. */
export const unitKindsOf = (role: Role) =>
  role === "stationHead" ? ["station"] : ["section", "centre", "team", "association"];

export function stateOf(account: Account, now: number) {
  if (account.disabled) return "disabled";
  if (account.hasPassword)
    return account.lockedUntil && Date.parse(account.lockedUntil) > now ? "locked" : "active";
  if (!account.codeExpiresAt) return "noPassword";
  return Date.parse(account.codeExpiresAt) > now ? "waiting" : "expired";
}

export const matches = (account: Account, find: string) =>
  find
    .trim()
    .toLowerCase()
    .split(/\s+/)
    .every((part) =>
      [account.name, account.login, account.squad?.code, account.unit?.name, account.department?.name].some(
        (text) => text?.toLowerCase().includes(part),
      ),
    );

/** The address that opens the sign-in page with the code in it; behind the hash, so that no log holds it. */
export const linkOf = (code: string, origin: string) => `${origin}/#code=${code}`;
