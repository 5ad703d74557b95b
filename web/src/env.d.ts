interface Window {
  /** Set once map and snapshot are drawn: browser tests wait on it. */
  __opsmapReady?: boolean;
}
