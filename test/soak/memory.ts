import { once } from "node:events";
import { readFile } from "node:fs/promises";
import { WebSocket } from "ws";

/** Resident memory of a process, in megabytes. */
export async function residentMb(pid: number): Promise<number> {
  const kilobytes = /^VmRSS:\s+(\d+)/m.exec(await readFile(`/proc/${String(pid)}/status`, "utf8"))?.[1];
  return Math.round(Number(kilobytes) / 1024);
}

/** Devtools of a program that was started with `--inspect`. Must be closed. */
export interface Inspector {
  send(method: string): Promise<unknown>;
  close(): void;
}

/** Connects to it. @param url what the program printed */
export async function openInspector(url: string): Promise<Inspector> {
  const socket = new WebSocket(url);
  await once(socket, "open");
  let last = 0;
  return {
    async send(method: string): Promise<unknown> {
      const id = ++last;
      socket.send(JSON.stringify({ id, method }));
      for (;;) {
        const [data] = (await once(socket, "message")) as [Buffer];
        const answer = JSON.parse(data.toString()) as { id?: number; result?: unknown };
        if (answer.id === id) return answer.result;
      }
    },
    close: () => socket.close(),
  };
}

/** Megabytes with one digit after the point. */
export function inMegabytes(bytes: number): number {
  return Math.round(bytes / 1e5) / 10;
}
