import { writeBufCurl } from "./buf-curl.ts";
import { writeGrpcurl } from "./grpcurl.ts";
import type { LoggedCall } from "./logged-call.ts";
import { writeOfficialClient } from "./official-client.ts";
import { writePython } from "./python-grpcio.ts";
import type { Snippet } from "./snippet.ts";

/** The programs that a call can be made again with. */
export const snippetKinds = ["client", "grpcurl", "buf", "python"] as const;
export type SnippetKind = (typeof snippetKinds)[number];

/** Writes the call for one of the programs. The first lines are comments that say what has to be put in. */
export function writeSnippet(kind: SnippetKind, call: LoggedCall): Snippet {
  const write = { client: writeOfficialClient, grpcurl: writeGrpcurl, buf: writeBufCurl, python: writePython }[kind];
  return write(call);
}
