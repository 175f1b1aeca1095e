/** Generation of the archive's interface. */
export type Generation = 1 | 2 | 3;

/** Target of a request to the archive. */
export type ArchiveTarget =
  | { kind: "list"; clientId: string; by?: { name: "sessionId" | "traceId"; id: string } }
  | { kind: "part"; clientId: string; requestId: string; part: ArchivePart }
  | { kind: "probe" }
  | { kind: "unknown" };

/** Resources of a recognition. */
export const archiveParts = [
  "audio",
  "transcript",
  "voice_activity_marks",
  "anti_spoofing_marks",
  "full_request",
] as const;

/** Part of a recognition. */
export type ArchivePart = (typeof archiveParts)[number];

/** Parses a path; undefined when it is not the archive's. Ids are percent-decoded, not validated. */
export function readArchivePath(path: string): { generation: Generation; target: ArchiveTarget } | undefined {
  const [, base = "", rest = ""] = /^(\/archive\/api\/v2|\/v3|)(\/.*)?$/.exec(path) ?? [];
  if (base === "" && !/^\/(clients|probes)\//.test(rest)) return undefined;
  const generation = base === "/v3" ? 3 : base === "" ? 1 : 2;
  return { generation, target: targetOf(rest.split("/").slice(1).map(decode)) };
}

function targetOf(segments: (string | undefined)[]): ArchiveTarget {
  const [first, clientId, third, id, fifth] = segments;
  if (segments.includes(undefined)) return { kind: "unknown" };
  if (first === "probes" && segments.length === 2 && (clientId === "liveness" || clientId === "readiness")) {
    return { kind: "probe" };
  }
  if (first !== "clients" || !clientId) return { kind: "unknown" };
  if (third === "requests" && segments.length === 3) return { kind: "list", clientId };
  if (!id || segments.length !== 5) return { kind: "unknown" };
  if (third === "requests") {
    const part = archiveParts.find((name) => name === fifth);
    return part ? { kind: "part", clientId, requestId: id, part } : { kind: "unknown" };
  }
  if (fifth !== "requests") return { kind: "unknown" };
  if (third === "sessions") return { kind: "list", clientId, by: { name: "sessionId", id } };
  return third === "traces" ? { kind: "list", clientId, by: { name: "traceId", id } } : { kind: "unknown" };
}

function decode(word: string): string | undefined {
  try {
    return decodeURIComponent(word);
  } catch {
    // Malformed percent-encoding.
    return undefined;
  }
}
