import { get } from "@/api/http";

export interface Rate {
  met: number;
  due: number;
}

/** The city counted from the ledger at one instant: GET /api/situation. */
export interface Situation {
  serverNow: string;
  intake: {
    today: number;
    yesterdayByNow: number;
    complaints: number;
    reports: number;
    consultations: number;
  };
  fast: { today: number; open: number; closedToday: number };
  rates: Partial<Record<"C1" | "C2" | "C3" | "C4" | "C5" | "C6", Rate>>;
  arrivals: { count: number; median?: number; p90?: number };
  recovered: { today: number; year: number };
  satisfaction: { satisfied: number; valid: number };
  counties: {
    code: string;
    name: string;
    received: number;
    response: Rate;
    squadsFree: number;
    squadsOnDuty: number;
  }[];
  industries: Record<string, number>;
  stages: Partial<Record<"triage" | "response" | "travel" | "scene" | "feedback", number>>;
  hours: number[];
  response: { day: string; count: number; minutes?: number }[];
}

const EVERY = 5_000;
const SLOWEST = 30_000;

interface Around {
  ask?: () => Promise<Situation>;
  take(situation: Situation): void;
  /** The wall has been signed out. */
  signedOut(): void;
  pause?: (ms: number) => Promise<void>;
}

/** Asks again and again for as long as the wall hangs; an outage only slows it down. */
export async function followSituation(around: Around, going: () => boolean = () => true) {
  const ask = around.ask ?? (() => get<Situation>("/api/situation"));
  const pause = around.pause ?? ((ms: number) => new Promise<void>((done) => setTimeout(done, ms)));
  for (let failures = 0; going(); ) {
    try {
      around.take(await ask());
      failures = 0;
    } catch (error) {
      if ((error as { status?: number }).status === 401) return around.signedOut();
      failures++;
    }
    await pause(Math.min(SLOWEST, EVERY * 2 ** Math.min(failures, 3)));
  }
}
