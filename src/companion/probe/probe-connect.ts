import net from "node:net";
import type { ProbeStep } from "../../wire/probe-report.ts";
import { once, runStep } from "./probe-step.ts";

/** Opens a TCP connection and closes it. */
export function probeConnect(host: string, port: number, signal: AbortSignal): Promise<ProbeStep> {
  return runStep({}, signal, async (limit) => {
    const socket = net.connect({ host, port });
    await once<void>(
      limit,
      () => socket.destroy(),
      (done, failed) => socket.once("connect", done).once("error", failed),
    );
    return {};
  });
}
