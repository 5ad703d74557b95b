import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync } from "node:fs";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";

export type Role = "dispatcher" | "county" | "station" | "squad" | "leader" | "admin";

/** A throwaway OpsMap on this machine, as `./opsmap serve-test` describes it. */
export interface System {
  urls: [string, ...string[]];
  links: Record<Role, string>;
  demoKey: string;
  operatorKey: string;
  postgres: string;
  redis: string;
  /** Process ids of the nodes, in the order of the addresses. */
  pids: number[];
  /** Of a database on this machine that belongs to the system alone. */
  postgresPid?: number;
  /** Folder with node-1.log, node-2.log. */
  logs: string;
}

const host = fileURLToPath(
  new URL("../../artifacts/bin/OpsMap.AppHost/release/OpsMap.AppHost.dll", import.meta.url),
);

/** Starts a system of its own: `startSystem("--nodes", "2")`. It ends when stopped, and when this process dies. */
export async function startSystem(
  ...options: string[]
): Promise<{ system: System; stop: () => Promise<void> }> {
  if (!existsSync(host)) throw new Error(`${host} is missing: run ./opsmap test e2e, which builds it`);
  const child = spawn("dotnet", [host, "serve-test", ...options], { stdio: ["pipe", "pipe", "inherit"] });
  const exited = once(child, "exit");
  const [line] = (await Promise.race([
    once(createInterface(child.stdout), "line"),
    exited.then(([code]) => Promise.reject(new Error(`serve-test ended with ${code}`))),
  ])) as [string];
  return {
    system: JSON.parse(line) as System,
    stop: async () => {
      child.stdin.end();
      await exited;
    },
  };
}

/** The system of this worker: its tests share it, one after the other. */
export function system(): System {
  const described = process.env.OPSMAP_SYSTEMS;
  if (!described) throw new Error("no system: globalSetup has not run");
  return (JSON.parse(described) as System[])[Number(process.env.TEST_PARALLEL_INDEX)] as System;
}
