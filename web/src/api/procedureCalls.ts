import { get } from "./http";
import type { Problem } from "./problem";
import type { RouteItem } from "./shapes";

/** Where a case should be routed; nothing when the desk may not ask or the office register is not there. */
export async function routesOf(id: string, signal: AbortSignal): Promise<RouteItem[]> {
  try {
    return (await get<{ items: RouteItem[] }>(`/api/cases/${id}/routes`, signal)).items;
  } catch (error) {
    if (signal.aborted || (error as Problem).status === 403 || (error as Problem).status === 404) return [];
    throw error;
  }
}
