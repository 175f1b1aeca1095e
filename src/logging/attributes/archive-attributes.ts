/** How one request to the archive is logged. */
export interface HttpAttributes {
  operation: string;
  /** `request_data.service`, e.g. `AudioArchive_GetTranscript`. */
  requestService: string;
  attributes: Record<string, unknown>;
}

const operations: Record<string, string> = {
  requests: "GetRequests",
  audio: "GetAudio",
  transcript: "GetTranscript",
  voice_activity_marks: "GetVADMarks",
  anti_spoofing_marks: "GetAntiSpoofingMarks",
  full_request: "GetFullRequest",
  readiness: "Probe",
  liveness: "Probe",
};

const listed: Record<string, string> = { sessions: "session_id", traces: "trace_id", requests: "archived_request_id" };

/** Names what a path of the archive asks for, and the ids and the paging in it. */
export function archiveAttributes(url: URL): HttpAttributes {
  const steps = url.pathname.split("/").filter((step) => step !== "");
  const operation = operations[steps.at(-1) ?? ""] ?? "Request";
  const attributes: Record<string, unknown> = {};
  const clients = steps.indexOf("clients");
  if (clients >= 0) {
    attributes["client_id"] = decode(steps[clients + 1]);
    const [kind, id] = steps.slice(clients + 2);
    const name = listed[kind ?? ""];
    if (name !== undefined && id !== undefined) attributes[name] = decode(id);
  }
  for (const [name, value] of url.searchParams)
    attributes[snakeCase(name)] = /^\d+$/.test(value) ? Number(value) : value;
  return { operation, requestService: `AudioArchive_${operation}`, attributes };
}

const snakeCase = (name: string) => name.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);

function decode(step = ""): string {
  try {
    return decodeURIComponent(step);
  } catch {
    // A percent sign that encodes nothing: shown as it stands.
    return step;
  }
}
