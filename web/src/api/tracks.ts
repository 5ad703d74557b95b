import { post } from "./http";

/** One position of a past track: why it is doubted, and how many seconds later the server heard of it. */
export interface TrackFixView {
  at: string;
  lon: number;
  lat: number;
  acc?: number;
  spd?: number;
  doubts?: ("accuracy" | "teleport" | "datum")[];
  lateS?: number;
}

export interface SquadTrack {
  squad: string;
  from: string;
  to: string;
  fixes: TrackFixView[];
}

/** The reason is recorded with the name of who looked. */
export const squadTrack = (squad: string, from: Date, to: Date, reason: string) =>
  post<SquadTrack>(`/api/squads/${squad}/track`, { from: from.toISOString(), to: to.toISOString(), reason });
