import { call, get, post } from "./http";
import type { Me } from "./shapes";

export const whoAmI = (signal?: AbortSignal) => get<Me>("/api/session", signal);
export const signIn = (login: string, password: string) => post<Me>("/api/session", { login, password });
export const signOut = () => call<void>("DELETE", "/api/session");
