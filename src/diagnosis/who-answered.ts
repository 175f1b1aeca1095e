import type { LogEvent } from "../logging/log-event.ts";
import type { Evidence } from "./evidence.ts";
import type { Hop } from "./hop.ts";
import { isLocalArchive } from "./local-archive-failure.ts";
import { endedWith, errorTextMatch, eventEvidence, restTimeout } from "./quotes.ts";
import { html, isGrpcType, isJson, isWrapped, serverName } from "./seen.ts";
import type { Signs } from "./signs.ts";
import { viaUpstream } from "../wire/gateway-mark.ts";
import { goingAwayWords } from "../wire/going-away.ts";
import { grpcStatus } from "../wire/grpc-status.ts";

/** Who answered, and by which signs. */
export interface Answerer {
  hop: Hop;
  /** Name of its program, e.g. `nginx`; undefined when it does not say. */
  server: string | undefined;
  evidence: Evidence[];
}

/**
 * Tells who ended a failed call, by the first sign that fits: what only our own code says, the mark of the gateway, the request ID of the
 * platform, the sentences of a second Envoy, a body that is not gRPC.
 */
export function whoAnswered(clues: Signs): Answerer {
  const { seen, failed, end } = clues;
  const server = serverName(seen);
  const by = (hop: Hop, ...signs: (Evidence | undefined | false)[]): Answerer => ({
    hop,
    server: hop === "platform_proxy" || hop === "front_proxy" || hop === "platform_ingress" ? server : undefined,
    evidence: signs.filter((sign) => sign !== undefined && sign !== false),
  });
  if (!end) return by("unknown");
  if (!failed) return by("platform");
  const say = (pattern: RegExp) => errorTextMatch(clues, pattern);

  const unsent = say(unsentByClient);
  if (unsent) return by("browser", unsent);
  const bridge = say(bridgeWords);
  if (bridge) return by("gateway", bridge);
  if (clues.isTorn) return by("unknown");
  if (clues.isUnanswered) return by("browser", say(/.+/));
  if (isLocalArchive(end)) return by("browser", eventEvidence(end, end.error?.error_type));
  const gaveUp = restTimeout(clues) ?? (endedWith(clues, grpcStatus.deadlineExceeded) && say(ownTimeout));
  if (gaveUp) return by("browser", gaveUp);

  const { gateway_details: details, gateway_flags: flags } = seen;
  const passed = details === viaUpstream;
  // Of a redirect a browser shows no mark. The page's own gateway lets none pass; of another one that is not known.
  if (seen.redirected && !passed && seen.http_status === undefined)
    return by(seen.same_origin ? "front_proxy" : "unknown", isForeignBody(clues));
  const gatewayWords = say(gatewaySentences);
  if (!passed && (details ?? flags ?? gatewayWords)) {
    const mark = details ?? flags;
    return by("gateway", mark === undefined ? gatewayWords : eventEvidence(end, mark));
  }
  // REST is no gRPC by nature.
  if (end.service === "AudioArchive") return by(answererByRest(clues, end), isForeignBody(clues));
  const isForeign = isForeignBody(clues);
  // What our client could read as HTTP came as HTTP; a gateway for gRPC-Web would have wrapped it.
  const isUnmarked = !passed && say(asHttp) !== undefined;
  if (clues.isFromPlatform) return by(isFault(clues) ? "service" : "platform", platformSign(clues));
  if (isForeign && isUnmarked) return by("front_proxy", isForeign);
  const ingress = say(envoySentences);
  if (ingress && !isForeign) return by("platform_ingress", ingress);
  const nativeStatus = say(/Received http2 header with status: \d+/);
  if (nativeStatus) return by("platform_proxy", nativeStatus);
  const native = say(nativeSentences);
  if (native) return by("client", native);
  // A page in a line that tells nothing else came as the message of a status of gRPC: a gateway made it.
  if (isForeign) return passed || !end.error?.seen ? by("platform_proxy", isForeign) : by("unknown");
  const fault = say(faultWords);
  if (fault) return by("service", fault);
  // A gRPC server gives words; without any, whoever passed the status on may have made it.
  if (passed && (clues.errorText === "" || seen.content_type === undefined)) return by("unknown");
  if (passed) return by(isFault(clues) ? "service" : "platform", eventEvidence(end, "via_upstream"));
  const served = say(serverSentences);
  return served ? by("platform", served) : by("unknown");
}

/** Our own refusals of a call that was never sent. */
const unsentByClient =
  /the message has \d+ bytes, the platform accepts \d+|cause: MessageTooLarge|live calls need a bridge, and none is configured/;
/** Our own words about the bridge, which the companion serves, and its own when it stops. */
const bridgeWords = new RegExp(
  `no live calls here: [^;]*|the bridge (?:is full[^;]*|refused this call|cannot be reached)|${goingAwayWords}`,
);
/** What our clients say when the time of the call is over (Connect's `createDeadlineSignal`, DOMException TimeoutError). */
const ownTimeout = /the operation timed out|signal timed out|The operation was aborted due to timeout/;
/** Our own client's and Connect's words for an answer that is not gRPC. */
const asHttp = /instead of gRPC-Web|the server answered with a redirect|^HTTP \d{3}(?:;|$)/;
/** Envoy's own refusals that carry no response flag of the upstream (local_ratelimit, credential_injector, max_stream_duration). */
const gatewaySentences =
  /local_rate_limited|x-local-rate-limit: true|Failed to inject credential|downstream duration timeout|a message is larger than \d+ bytes/;

/** Local replies of Envoy's router (source/common/router/router.cc) and of Istio's. */
const envoySentences =
  /upstream connect error or disconnect\/reset before headers[^;]*|no healthy upstream|upstream request timeout|stream timeout|upstream max stream duration reached|transport failure reason: [^;]*|RBAC: access denied/;

/** What gRPC core and grpc-go say of their own connection. */
const nativeSentences =
  /failed to connect to all addresses|Failed to connect to remote host|FutureTimeoutError|channel ready time-?out|DNS resolution failed|Socket closed|Stream removed|Received RST_STREAM with error code \d+|GOAWAY received|recvmsg:Connection reset by peer|Deadline Exceeded|connection error: desc = /;

/** A crash of a service: Python's traceback, CUDA, memory. */
export const faultWords =
  /Traceback \(most recent call last\)|Exception calling application: |CUDA (?:error|out of memory)[^;]*|CUDA out of memory|torch\.cuda\.OutOfMemoryError|std::bad_alloc|Cannot allocate memory|MemoryError|panic: |runtime error: /;

/** What gRPC servers say of a method that they do not have (grpc core, grpc-go, Connect). */
const serverSentences = /unknown (?:method|service) [\w./]+|Method not found!?|(?<![\w./])[\w./]+ is not implemented/;

/** The archive speaks JSON; a page is a proxy's. JSON in the gateway's place without its mark may be anyone's. */
function answererByRest(clues: Signs, { error }: LogEvent): Hop {
  const { seen } = clues;
  const passed = seen.gateway_details === viaUpstream;
  const isPastGateway = !passed && seen.same_origin === true;
  if (isJson(clues)) {
    const status = String(seen.http_status ?? error?.error_type.replace("HTTP_", ""));
    return isPastGateway ? "unknown" : /^5\d\d$/.test(status) ? "service" : "platform";
  }
  if (seen.content_type === undefined) return "unknown";
  return passed ? "platform_proxy" : isPastGateway ? "front_proxy" : "unknown";
}

function isFault(clues: Signs): boolean {
  const { code } = clues;
  return (
    code === grpcStatus.internal ||
    code === grpcStatus.unknown ||
    code === grpcStatus.dataLoss ||
    errorTextMatch(clues, faultWords) !== undefined
  );
}

function platformSign({ end }: Signs): Evidence | undefined {
  return end && eventEvidence(end, `request ID of the platform: ${end.server_request_id ?? "in the answer"}`);
}

/** Evidence that the answer is not gRPC: a page, another content type, or a status of HTTP alone. */
function isForeignBody({ end, seen, errorText }: Signs): Evidence | undefined {
  if (!end) return undefined;
  const { http_status: status, content_type: type, body_text: body } = seen;
  const page = html.exec(errorText)?.[0] ?? (body !== undefined ? body : undefined);
  // Our client names plain gRPC so, which it cannot read.
  const isOther = type !== undefined && (!isGrpcType(type) || /instead of gRPC-Web/.test(errorText));
  const isStatus = seen.redirected === true || (status !== undefined && status !== 200) || isWrapped(seen, errorText);
  if (page === undefined && !isOther && !isStatus) return undefined;
  const parts = [status !== undefined && `HTTP ${String(status)}`, type, seen.server, body ?? page];
  return eventEvidence(end, parts.filter(Boolean).join(", "));
}
