import type { zh } from "./signin.zh";

export const en: Record<keyof typeof zh, string> = {
  title: "OpsMap",
  bureau: "Changzhi Administration for Market Regulation",
  system: "Rapid response to consumer complaints",
  "promise.directive": "min to dispatch",
  "promise.respond": "min to respond",
  "promise.arrive": "min to arrive",
  "promise.reply": "h to first reply",
  login: "Login",
  password: "Password",
  show: "Show password",
  hide: "Hide password",
  enter: "Sign in",
  entering: "Signing in…",
  loginFirst: "Enter your login",
  passwordFirst: "Enter your password",
  wait: "Try again in {time}",
  capsLock: "Caps lock is on",
  again: "You were signed out; please sign in again",
  insecure:
    "This page is not on https: others may read the password, and neither position nor offline use works. Use the https address of your unit.",
  foot: "Staff only; every action is on record",
  noPage: "There is no page for this account",
  theme: "Light or dark",
  language: "中文",
};
