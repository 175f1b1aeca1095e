import type { IncomingMessage } from "node:http";
import type { Duplex } from "node:stream";
import { buildPage } from "./build-page.ts";
import type { HttpHandler } from "./http/rpc-handler.ts";
import { loadStaticFiles } from "./http/static-files.ts";

/** The page as the companion serves it. Must be closed. */
export interface Page {
  handle: HttpHandler;
  /** Takes WebSockets that are the page's own; false: this one is not. Absent where it has none. */
  upgrade?: (request: IncomingMessage, socket: Duplex, head: Buffer) => boolean;
  close(): Promise<void>;
}

/** What a page is opened from. */
export interface PageSource {
  projectFolder: string;
  /** Origins of other gateways that the page may call. */
  endpoints: readonly string[];
  /** Prints one line about work that takes seconds. */
  print: (line: string) => void;
  /** Stops a build. */
  signal: AbortSignal;
}

/** Opens the built page, building it when it is older than its sources. @throws Error with the builder's own words */
export async function openBuiltPage({ projectFolder, endpoints, print, signal }: PageSource): Promise<Page> {
  const folder = await buildPage(projectFolder, () => print("Building the page ..."), signal);
  return { handle: await loadStaticFiles(folder, endpoints), close: () => Promise.resolve() };
}
