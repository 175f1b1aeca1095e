import http from "node:http";
import http2, { type IncomingHttpHeaders } from "node:http2";
import { listen } from "../failures/upstreams.ts";

/** What a server that repeats secrets is to do with the next requests. */
export interface Echoing {
  port: number;
  close(): Promise<void>;
}

/** A token server. `grants` a token; else it repeats the client secret in this field of its refusal. */
export interface EchoingTokenServer extends Echoing {
  answer: "grants" | "error" | "error_description";
  /** Refusals so far. */
  refusals: number;
}

/**
 * Starts a token server on plain HTTP, for pages of any origin.
 *
 * @param repeat the text of a refusal from the secret
 */
export async function openTokenServer(token: string, repeat: (secret: string) => string): Promise<EchoingTokenServer> {
  const server = http.createServer((request, response) => {
    let form = "";
    request.on("data", (text) => (form += String(text)));
    request.on("end", () => {
      const secret = new URLSearchParams(form).get("client_secret") ?? "";
      const isGranted = opened.answer === "grants";
      if (!isGranted && secret !== "") opened.refusals++;
      const refusal = { error: "invalid_client", [opened.answer]: repeat(secret) };
      response
        .writeHead(isGranted ? 200 : 401, { "content-type": "application/json", "access-control-allow-origin": "*" })
        .end(JSON.stringify(isGranted ? { access_token: token, expires_in: 300 } : refusal));
    });
  });
  const opened: EchoingTokenServer = { ...(await listen(server)), answer: "grants", refusals: 0 };
  return opened;
}

/** A platform that refuses every call and repeats what came with it: as a platform, or as a proxy with a page of its own. */
export interface EchoingPlatform extends Echoing {
  answer: "message" | "page";
  /** Values that were repeated. */
  repeated: string[];
}

/**
 * Starts a platform on plain HTTP/2.
 *
 * @param repeat the text of a refusal from a value
 */
export async function openEchoingPlatform(repeat: (value: string) => string): Promise<EchoingPlatform> {
  const server = http2.createServer();
  server.on("stream", (stream, headers) => {
    // A call that was not read to its end is reset.
    stream.on("error", () => undefined);
    const values = secretsOf(headers);
    opened.repeated.push(...values);
    const said = values.map(repeat).join(" ");
    const inHeader = encodeURIComponent(said);
    if (opened.answer === "page") {
      const fields = { "content-type": "text/html", "x-upstream-failure": inHeader, "x-audiokit-note": inHeader };
      stream.respond({ ":status": 502, ...fields });
      stream.end(`<html>${said}</html>`);
    } else {
      const fields = {
        "grpc-status": "7",
        "grpc-message": grpcMessage(said),
        request_id: inHeader,
        client_id: inHeader,
      };
      stream.respond({ ":status": 200, "content-type": "application/grpc", "x-audiokit-note": inHeader, ...fields });
      stream.end();
    }
  });
  const opened: EchoingPlatform = { ...(await listen(server as never)), answer: "message", repeated: [] };
  return opened;
}

function secretsOf({ authorization, "x-api-key": key }: IncomingHttpHeaders): string[] {
  return [authorization?.replace(/^Bearer /, ""), key as string | undefined].filter((value) => value !== undefined);
}

/** Percent-encoded as gRPC has it. */
function grpcMessage(text: string): string {
  return text.replaceAll(/[^ -~]+|%/gu, encodeURIComponent);
}
