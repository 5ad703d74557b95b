import { call, get, post, postOnce } from "./http";
import type { Me, Role } from "./shapes";

/** What an account is bound to. */
export interface Bound {
  id: string;
  name: string;
  code?: string;
}

/** An account as an administrator sees it (账号): never its password. */
export interface Account {
  id: string;
  login: string;
  name: string;
  role: Role;
  county: string;
  squad?: Bound;
  unit?: Bound;
  department?: Bound;
  venue?: Bound;
  disabled: boolean;
  lockedUntil?: string;
  hasPassword: boolean;
  codeExpiresAt?: string;
  seenAt?: string;
}

export interface AccountSaid {
  name: string;
  role: Role;
  county: string;
  squad?: string;
  unit?: string;
  department?: string;
}

/** Told once: it sets the first or a new password. */
export interface OneTimeCode {
  code: string;
  expiresAt: string;
}

export const accounts = (signal: AbortSignal) => get<Account[]>("/api/accounts", signal);
export const openAccount = (commandId: string, account: AccountSaid & { login: string }) =>
  postOnce<{ account: Account; once: OneTimeCode }>("/api/accounts", { commandId, account } as {
    commandId: string;
  });
export const changeAccount = (id: string, said: AccountSaid) =>
  call<Account>("PUT", `/api/accounts/${id}`, { body: said });
export const newCode = (id: string) => post<OneTimeCode>(`/api/accounts/${id}/code`, {});
export const setDisabled = (id: string, disabled: boolean) =>
  post<Account>(`/api/accounts/${id}/${disabled ? "disable" : "enable"}`, {});
export const redeem = (code: string, password: string) => post<Me>("/api/session/code", { code, password });
