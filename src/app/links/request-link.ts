/** The address of the page about one call. @param set the imported log, as addresses name it; empty: the live one */
export function requestLink(requestId: string, set: string): string {
  return link("request", requestId, set);
}

/** The address of the page about the calls of one workflow. */
export function workflowLink(workflowId: string, set: string): string {
  return link("workflow", workflowId, set);
}

/** The address of the page about the calls of one session. */
export function sessionLink(sessionId: string, set: string): string {
  return link("session", sessionId, set);
}

/** The address of the page that sends a call again. */
export function replayLink(requestId: string, set: string): string {
  return link("replay", requestId, set);
}

function link(page: string, id: string, set: string): string {
  return `/${page}/${pathOf(id)}${ofLog(set)}`;
}

/** The query of an address that names the log. @param set the imported log, as addresses name it; empty: the live one */
export function ofLog(set: string): string {
  return set === "" ? "" : `?${new URLSearchParams({ log: set }).toString()}`;
}

/** An id as the end of a path. Slashes stand as they are where a URL keeps them, because a gateway may refuse escaped ones. */
export function pathOf(id: string): string {
  const isKept = id.split("/").every((part) => !["", ".", ".."].includes(part));
  return isKept ? id.split("/").map(encodeURIComponent).join("/") : encodeURIComponent(id);
}
