/** The path of a URL, without a trailing slash. */
export function pathOf(href: string): string {
  return new URL(href).pathname.replace(/(.)\/+$/, "$1");
}

/** The URL with the names that its query has today: an earlier version called the parameter `log` `set`. */
export function withNames(href: string): string {
  const set = queryOf(href, "set");
  return set === "" ? href : withQuery(href, { log: queryOf(href, "log") || set, set: "" });
}

/** What stands behind the first part of a path, decoded: the id in `/request/a%2Fb`; an empty string where nothing does. */
export function pathIdOf(href: string): string {
  const [, id = ""] = /^\/[^/]+\/(.+)$/s.exec(pathOf(href)) ?? [];
  try {
    return decodeURIComponent(id);
  } catch {
    // A percent sign that encodes nothing.
    return id;
  }
}

/** A value of a URL's query; an empty string when it is absent. */
export function queryOf(href: string, name: string): string {
  return new URL(href).searchParams.get(name) ?? "";
}

/** The URL with some values of its query changed; empty ones are removed. */
export function withQuery(href: string, changes: Record<string, string>): string {
  const url = new URL(href);
  for (const [name, value] of Object.entries(changes)) {
    if (value === "") url.searchParams.delete(name);
    else url.searchParams.set(name, value);
  }
  return url.href;
}

/** The absolute URL of a link to `href` on the page at `from`. */
export function targetOf(href: string, from: string): string {
  return new URL(href, from).href;
}

/** The URL that a click on a link navigates this page to; undefined for a new tab, a download, another origin or a fragment. */
export function followedLink(event: MouseEvent, origin: string): string | undefined {
  const hasModifier = event.ctrlKey || event.metaKey || event.shiftKey || event.altKey;
  if (event.defaultPrevented || event.button !== 0 || hasModifier) return undefined;
  const link = linkAt(event);
  if (link === undefined || link.target !== "" || link.hasAttribute("download")) return undefined;
  if (link.origin !== origin || link.getAttribute("href")?.startsWith("#")) return undefined;
  return link.href;
}

/** The link that an event happens on. */
export function linkAt(event: Event): HTMLAnchorElement | undefined {
  return (event.target instanceof Element ? event.target.closest("a") : null) ?? undefined;
}

/** The element of this page that a click on a link leads to, such as that of *Skip to content*; undefined for every other link. */
export function inPageTarget(event: MouseEvent): HTMLElement | undefined {
  const [, id] = /^#([^/].*)$/.exec(linkAt(event)?.getAttribute("href") ?? "") ?? [];
  return (id === undefined ? null : document.getElementById(id)) ?? undefined;
}
