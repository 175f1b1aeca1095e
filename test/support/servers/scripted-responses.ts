import type { Plugin } from "vite";

/** What the server is told to answer, byte by byte. */
export interface ScriptedResponse {
  status?: number;
  headers?: Record<string, string>;
  /** Written one by one, each so that it leaves by itself. */
  pieces?: number[][];
  /** What comes after the pieces; default: the end. The connection is torn when the page says so, see {@link tear}. */
  then?: "nothing more" | { tornAs: string };
}

/** Where a call gets this answer; the method's path may follow. */
export function addressOf(answer: ScriptedResponse): string {
  return `/told-answers/${encodeURIComponent(JSON.stringify(answer))}`;
}

/** Tears a connection of this name. The pieces must have been read: a browser drops what was not when it is torn. */
export async function tear(name: string): Promise<void> {
  await fetch(`/told-answers/tear/${name}`);
}

/** What the browser had sent, in the answer's header `x-asked`. */
export interface Asked {
  method: string;
  headers: Record<string, string>;
  body: number[];
}

/** Lets Vitest's own server answer pages of the browser project as they tell it: a test in a page can start none. */
export function scriptedResponses(): Plugin {
  const tearing = new Map<string, () => void>();
  return {
    name: "told-answers",
    configureServer({ middlewares }) {
      middlewares.use("/told-answers/tear", (request, response) => {
        tearing.get(request.url!.slice(1))!();
        response.end();
      });
      middlewares.use("/told-answers", (request, response) => {
        void (async () => {
          const { status = 200, headers = {}, pieces = [], then } = read(request.url ?? "");
          const body = (await request.toArray()) as Buffer[];
          const asked = { method: request.method, headers: request.headers, body: [...Buffer.concat(body)] };
          response.writeHead(status, { ...headers, "x-asked": JSON.stringify(asked) });
          response.flushHeaders();
          if (typeof then === "object") tearing.set(then.tornAs, () => void response.destroy());
          for (const piece of pieces) {
            response.write(Uint8Array.from(piece));
            // Without it Node and the network put pieces together.
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
