import { lookup } from "node:dns/promises";
import type { ProbeStep } from "../../wire/probe-report.ts";
import { once, runStep } from "./probe-step.ts";

/** Resolves the name with the system's resolver, as Envoy and every client does; an address resolves to itself. */
export function probeDns(host: string, signal: AbortSignal): Promise<ProbeStep & { addresses: string[] }> {
  return runStep({ addresses: [] as string[] }, signal, async (limit) => {
    const found = await once<{ address: string }[]>(
      limit,
      () => undefined,
      (done, failed) => void lookup(host, { all: true }).then(done, failed),
    );
    return { addresses: found.map(({ address }) => address) };
  });
}
