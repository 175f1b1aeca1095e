import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { text } from "node:stream/consumers";

/** A webhook that keeps what it is sent. Must be closed. */
export interface NoteReceiver {
  /** For `--alert-webhook`. */
  address: string;
  /** What came, in order. */
  notes: Record<string, unknown>[];
  close(): Promise<void>;
}

/** Opens a webhook on this machine. */
export async function openNoteReceiver(): Promise<NoteReceiver> {
  const notes: Record<string, unknown>[] = [];
  const server = createServer(async (request, response) => {
    notes.push(JSON.parse(await text(request)) as Record<string, unknown>);
    response.end();
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    address: `http://127.0.0.1:${String((server.address() as AddressInfo).port)}/hook`,
    notes,
    async close() {
      server.closeAllConnections();
      await new Promise((closed) => server.close(closed));
    },
  };
}
