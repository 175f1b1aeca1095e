import type { IncomingMessage, ServerResponse } from "node:http";
import { findProfileProblem, findRunProblem } from "../../log-copy/check-run.ts";
import { LogCopyError } from "../../log-copy/copy-error.ts";
import type { LogCopies } from "../../log-copy/log-copies.ts";
import { maxRunBytes, type FileRun } from "../../wire/log-folder.ts";
import { readSmallBytes } from "../http/read-body.ts";
import { sendJson } from "../http/responses.ts";
import type { HttpHandler } from "../http/rpc-handler.ts";
import { isOwnPage } from "../http/same-origin.ts";

/**
 * Serves a folder to the console's own page, see `logFolderPath`. Everything but an outcome is `{ reason }`.
 *
 * @param print prints one line where a folder cannot be written, once until it can again
 */
export function createLogDirEndpoint(
  folder: LogCopies<Uint8Array>,
  print: (line: string) => void = console.warn,
): HttpHandler {
  let printed: string | undefined;

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const refuse = (status: number, reason: string, headers = {}) => sendJson(response, status, { reason }, headers);
    const parameters = new URL(request.url ?? "/", "http://localhost").searchParams;
    if (request.method === "GET") {
      const profile = parameters.get("profile") ?? "";
      const wrong = findProfileProblem(profile);
      if (wrong !== undefined) return refuse(400, wrong);
      return sendJson(response, 200, await folder.heldFiles(profile));
    }
    if (request.method !== "POST") return refuse(405, "use GET or POST", { allow: "GET, POST" });
    if (!isOwnPage(request.headers)) return refuse(403, "only the page of this server may write its log");
    const run = readRun(parameters);
    const problem = findRunProblem(run);
    if (problem !== undefined) return refuse(400, problem);
    const bytes = await readSmallBytes(request, maxRunBytes).catch(() => "late" as const);
    if (bytes === "late") return refuse(408, "the run came too slowly");
    if (bytes === undefined) return refuse(413, `a run has at most ${String(maxRunBytes)} bytes`);
    const { isWritten, held } = await folder.append(run, bytes, bytes.length);
    printed = undefined;
    sendJson(response, isWritten ? 200 : 409, held);
  }

  return (request, response) => {
    answer(request, response).catch((error: unknown) => {
      const reason = error instanceof Error ? error.message : String(error);
      if (reason !== printed) print(`The log is not copied: ${reason}`);
      printed = reason;
      sendJson(response, error instanceof LogCopyError && error.kind === "full" ? 507 : 500, { reason });
    });
  };
}

function readRun(parameters: URLSearchParams): FileRun {
  const text = (name: keyof FileRun) => parameters.get(name) ?? "";
  const number = (name: keyof FileRun) => (/^\d{1,15}$/.test(text(name)) ? Number(text(name)) : NaN);
  return {
    profile: text("profile"),
    epoch: text("epoch"),
    file: text("file"),
    generation: number("generation"),
    fromByte: number("fromByte"),
    oldestGeneration: number("oldestGeneration"),
  };
}
