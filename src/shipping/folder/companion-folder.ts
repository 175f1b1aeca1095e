import { isRecord } from "../../basics/record.ts";
import { logFolderPath, type HeldFiles } from "../../wire/log-folder.ts";
import { FolderError, type LogFolder } from "./log-folder.ts";

/** Longest wait for the companion, in milliseconds. */
const timeoutMs = 30_000;

/** The folder that the companion was given with `--log-dir`. @param profile id of this browser profile */
export function createCompanionFolder(origin: string, profile: string, fetch = globalThis.fetch): LogFolder {
  async function request(parameters: Record<string, string>, init: RequestInit, signal: AbortSignal) {
    const url = new URL(`${logFolderPath}?${new URLSearchParams(parameters).toString()}`, origin);
    const limit = AbortSignal.any([signal, AbortSignal.timeout(timeoutMs)]);
    const answer = await fetch(url, { ...init, cache: "no-store", signal: limit });
    const content: unknown = await answer.json().catch(() => undefined);
    return { status: answer.status, content };
  }

  return {
    async heldFiles(signal) {
      const { status, content } = await request({ profile }, {}, signal);
      return heldIn(status, content);
    },
    async append(run, bytes, signal) {
      const parameters = Object.fromEntries(Object.entries(run).map(([name, value]) => [name, String(value)]));
      const init = { method: "POST", body: bytes, headers: { "content-type": "application/octet-stream" } };
      const { status, content } = await request(parameters, init, signal);
      return status === 409 ? "elsewhere" : heldIn(status, content);
    },
  };
}

function heldIn(status: number, content: unknown): HeldFiles {
  if (status === 200 && isRecord(content) && isRecord(content["files"])) return content as unknown as HeldFiles;
  const reason = isRecord(content) && typeof content["reason"] === "string" ? content["reason"] : "";
  const text = reason || `the companion answers ${String(status)}`;
  // A full or unwritable disk is for people. A body that came too slowly comes again; so does one to a companion that starts anew,
  // for which a proxy answers without a reason.
  const isForPeople = reason !== "" && status !== 408;
  throw new FolderError(isForPeople ? "stopped" : "later", text);
}
