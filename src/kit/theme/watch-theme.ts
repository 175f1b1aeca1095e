/**
 * Tells when colours may have changed: another theme chosen, or the system switched to dark or to forced colours.
 *
 * For what is painted by script; everything else follows by CSS.
 *
 * @returns stops watching
 */
export function watchTheme(onchange: () => void): () => void {
  const observer = new MutationObserver(onchange);
  observer.observe(document.documentElement, { attributes: true, attributeFilter: ["data-theme", "class", "style"] });
  const queries = ["(prefers-color-scheme: dark)", "(forced-colors: active)"].map((query) => matchMedia(query));
  for (const query of queries) query.addEventListener("change", onchange);
  return () => {
    observer.disconnect();
    for (const query of queries) query.removeEventListener("change", onchange);
  };
}
