interface Window {
  /** Set once map and snapshot are drawn: browser tests wait on it. */
  __opsmapReady?: boolean;
  /** Where the console has a squad, by its code: a canvas cannot be asked. */
  __opsmapSquadAt?: (code: string) => { lon: number; lat: number } | undefined;
  /** How often a phone has rung, counted by the browser test that looks after it. */
  __rung?: number;
}
