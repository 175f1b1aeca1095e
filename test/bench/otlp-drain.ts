import { createServer } from "node:http";
import type { AddressInfo } from "node:net";

/** A receiver that takes everything and reads nothing of it, so that only the sender is measured. Must be closed. */
export async function openOtlpDrain(): Promise<{ url: string; close(): void }> {
  const server = createServer((request, response) => {
    const open = {
      "access-control-allow-origin": "*",
      "access-control-allow-headers": "content-type, content-encoding",
      "access-control-max-age": "7200",
      "cross-origin-resource-policy": "cross-origin",
    };
    request.resume().on("end", () => {
      response.writeHead(200, { "content-type": "application/json", ...open });
      response.end(request.method === "POST" ? "{}" : "");
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    url: `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`,
    close() {
      server.closeAllConnections();
      server.close();
    },
  };
}
