/**
 * What came back of a failed call: as seen, before anybody interprets it. Every field is absent when it is not known, texts are
 * without secrets.
 */
export interface SeenAnswer {
  http_status?: number;
  /** As the platform's side sent it, where our gateway says so; else of the response. */
  content_type?: string;
  /** `server`, by which proxies name themselves. */
  server?: string;
  www_authenticate?: string;
  retry_after?: string;
  via?: string;
  /** Without its query. */
  location?: string;
  /** True for a redirect, of which a browser shows nothing else. */
  redirected?: boolean;
  /** Envoy's response flags, of the console's own gateway. */
  gateway_flags?: string;
  /** Envoy's response code details, of the console's own gateway: `via_upstream` when the platform's side answered. */
  gateway_details?: string;
  /** Why the console's gateway had no connection to the platform, in Envoy's words. */
  gateway_tls?: string;
  /** The beginning of a body that is no gRPC, as text: at most 300 characters; of HTML the title first. */
  body_text?: string;
  /** The first 16 bytes of a body that is no gRPC and no text either, in hexadecimal: `1f 8b 08`. Absent where it holds a secret. */
  body_hex?: string;
  got_headers?: boolean;
  /** gRPC messages that came whole. */
  messages?: number;
  /** Whether the gRPC status came, in trailers or headers. */
  got_trailers?: boolean;
  /** Bytes of the body, as far as it was read. */
  bytes?: number;
  /** Since the last byte, in milliseconds. */
  silence_ms?: number;
  /** `http/1.1`, `h2` or `h3`, as the browser names it. */
  page_protocol?: string;
  /** Whether the endpoint has the page's origin. */
  same_origin?: boolean;
  /** `navigator.onLine` when the call began, and when it failed. */
  online_before?: boolean;
  online_after?: boolean;
  /** Of what our own code or the browser threw. */
  stack?: string;
  /** What was thrown, each with its name, the outermost first. */
  causes?: string[];
}

type FieldKind = "text" | "number" | "boolean" | "texts";

/** What each field of a SeenAnswer holds, in the order in which they are written. */
export const seenFieldKinds: Readonly<Record<keyof SeenAnswer, FieldKind>> = {
  http_status: "number",
  content_type: "text",
  server: "text",
  www_authenticate: "text",
  retry_after: "text",
  via: "text",
  location: "text",
  redirected: "boolean",
  gateway_flags: "text",
  gateway_details: "text",
  gateway_tls: "text",
  body_text: "text",
  body_hex: "text",
  got_headers: "boolean",
  messages: "number",
  got_trailers: "boolean",
  bytes: "number",
  silence_ms: "number",
  page_protocol: "text",
  same_origin: "boolean",
  online_before: "boolean",
  online_after: "boolean",
  stack: "text",
  causes: "texts",
};

/** The fields of `error.seen` that have their type, in a line of whatever origin; none where there is nothing of the kind. */
export function readSeenAnswer(value: unknown): SeenAnswer {
  if (typeof value !== "object" || value === null) return {};
  const found = Object.entries(seenFieldKinds).flatMap(([name, kind]) => {
    const held = Object.hasOwn(value, name) ? (value as Record<string, unknown>)[name] : undefined;
    return isOfKind(held, kind) ? [[name, held] as const] : [];
  });
  return Object.fromEntries(found) as SeenAnswer;
}

function isOfKind(value: unknown, kind: FieldKind): boolean {
  switch (kind) {
    case "text":
      return typeof value === "string";
    case "number":
      return typeof value === "number" && Number.isFinite(value);
    case "boolean":
      return typeof value === "boolean";
    case "texts":
      return Array.isArray(value) && value.every((one) => typeof one === "string");
  }
}
