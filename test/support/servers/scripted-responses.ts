import type { Plugin } from "vite";

/** A response that the test server sends as scripted, byte by byte. */
export interface ScriptedResponse {
  status?: number;
  headers?: Record<string, string>;
  /** Chunks of the body, each sent by itself. */
  chunks?: number[][];
  /** What follows the chunks. Default: the end of the response. `resetAs`: {@link resetConnection} resets the connection. */
  then?: "nothing more" | { resetAs: string };
}

/** Path at which a call gets this response; the path of the method may follow. */
export function addressOf(response: ScriptedResponse): string {
  return `/scripted-responses/${encodeURIComponent(JSON.stringify(response))}`;
}

/** Resets the connection with this name. The chunks must have been read: a browser drops unread ones at a reset. */
export async function resetConnection(name: string): Promise<void> {
  await fetch(`/scripted-responses/reset/${name}`);
}

/** The request that the browser sent, in the response header `x-received-request`. */
export interface ReceivedRequest {
  method: string;
  headers: Record<string, string>;
  body: number[];
}

/** Adds scripted responses to Vitest's own server, because a test in a browser cannot start one. */
export function scriptedResponses(): Plugin {
  const resets = new Map<string, () => void>();
  return {
    name: "scripted-responses",
    configureServer({ middlewares }) {
      middlewares.use("/scripted-responses/reset", (request, response) => {
        resets.get(request.url!.slice(1))!();
        response.end();
      });
      middlewares.use("/scripted-responses", (request, response) => {
        void (async () => {
          const { status = 200, headers = {}, chunks = [], then } = read(request.url ?? "");
          const body = (await request.toArray()) as Buffer[];
          const received = { method: request.method, headers: request.headers, body: [...Buffer.concat(body)] };
          response.writeHead(status, { ...headers, "x-received-request": JSON.stringify(received) });
          response.flushHeaders();
          if (typeof then === "object") resets.set(then.resetAs, () => void response.destroy());
          for (const chunk of chunks) {
            response.write(Uint8Array.from(chunk));
            // Without a pause, Node and the network join chunks.
            await new Promise((resolve) => setTimeout(resolve, 5));
          }
          if (then === undefined) response.end();
        })();
      });
    },
  };
}

function read(url: string): ScriptedResponse {
  return JSON.parse(decodeURIComponent(url.split("/")[1] ?? "")) as ScriptedResponse;
}
