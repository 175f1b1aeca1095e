import type { LogKind } from "../record-reading.ts";
import type { Wrapped } from "./wrapped.ts";

/** A line of text that a container runtime put something before. */
export interface PrefixedLine extends Wrapped {
  kind: LogKind;
  inner: string;
}

const runtime = /^(\d{4}-\d\d-\d\dT\S{1,40}) (stdout|stderr) [FP] /;
const compose = /^([\w.-]{1,80}) {1,40}\| (?=[[{\d<A-Za-z])/;
const prefixed = /^\[pod\/([\w.-]{1,200})\/([\w.-]{1,100})\] /;

/**
 * Separates what containers' runtimes put before a line: `2026-01-05T09:00:00Z stderr F …` of containerd (CRI),
 * `tts-1  | …` of Docker Compose, `[pod/name/container] …` of kubectl. Colours must be gone.
 */
export function splitPrefix(line: string): PrefixedLine | undefined {
  const [cri, timestamp, stream] = runtime.exec(line) ?? [];
  if (cri !== undefined) return { kind: "cri", outer: { timestamp, stream }, inner: line.slice(cri.length) };
  const [service, name] = compose.exec(line) ?? [];
  if (service !== undefined) return { kind: "docker", outer: { logger: name }, inner: line.slice(service.length) };
  const [pod, host, container] = prefixed.exec(line) ?? [];
  if (pod === undefined) return undefined;
  return { kind: "docker", outer: { host, logger: container }, inner: line.slice(pod.length) };
}
