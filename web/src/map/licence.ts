/** What a deployment may set without a rebuild, through <meta name="opsmap-…"> in console.html and screen.html. */
const meta = (name: string) =>
  document.querySelector<HTMLMetaElement>(`meta[name="opsmap-${name}"]`)?.content.trim() ?? "";

/** 审图号: shown when the deployment has one; empty by default, the base then says 示意图. */
export const mapLicence = meta("map-licence");
