/** How the worker answers a request: as the page, as a file of the build, or not at all. */
export type AnsweredAs = "page" | "file" | undefined;

/**
 * Decides which requests the worker answers: that for the page itself, which a person sees, and those for built files. All
 * others (calls, the bridge, the configuration, the files of a start) are left to the browser, as if there were no worker.
 *
 * @param scope URL of the folder that the worker is in charge of, with a slash at its end
 * @param files URLs of the built files
 */
export function answeredAs(
  request: Pick<Request, "method" | "mode" | "url">,
  scope: string,
  files: ReadonlySet<string>,
): AnsweredAs {
  if (request.method !== "GET") return undefined;
  if (request.mode === "navigate") return "page";
  const url = new URL(request.url);
  url.hash = "";
  // Files of a version before: pages of it may still be open.
  return files.has(url.href) || (url.href.startsWith(`${scope}assets/`) && url.search === "") ? "file" : undefined;
}

/** Whether an answer says that nothing stands behind the proxy: then the page is taken from its copy. */
export function isGatewayDown({ status }: Pick<Response, "status">): boolean {
  return status === 502 || status === 503 || status === 504;
}
