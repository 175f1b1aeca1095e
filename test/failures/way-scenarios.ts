import http2 from "node:http2";
import net from "node:net";
import { behind, type FailureScenario } from "./failure-scenario.ts";
import { speaking } from "./page/synthesize-steps.ts";
import { listen } from "./upstreams.ts";

const page = speaking();

/** A server that greets as SSH does. */
const greetAsSsh = () => listen(net.createServer((socket) => socket.write("SSH-2.0-OpenSSH_9.6\r\n")));

/** An HTTP/2 server that resets each call before its answer. */
function resetCalls() {
  const server = http2.createServer();
  server.on("stream", (stream) => stream.on("error", () => undefined).close(http2.constants.NGHTTP2_INTERNAL_ERROR));
  return listen(server as unknown as net.Server);
}

/** Failures on the way to the platform that no single setting explains. */
export const wayScenarios: FailureScenario[] = [
  { cause: "other-protocol", title: "SSH on the platform's port", page, make: behind("plain", greetAsSsh) },
  { cause: "other-protocol", title: "SSH where TLS is configured", page, make: behind("tls", greetAsSsh) },
  {
    cause: "gateway-no-upstream",
    title: "a platform that resets each call, over good HTTP/2",
    page,
    make: behind("plain", resetCalls),
  },
];
