import type { Diagnosis } from "./diagnose.ts";
import type { Hop } from "./hop.ts";
import { rules } from "./rules.ts";

/** Who can do something about a failure: who makes the calls, who runs the gateway, who runs the platform. */
export const actors = ["user", "gateway_operator", "platform_operator"] as const;
export type Actor = (typeof actors)[number];

const user = "user" satisfies Actor;
const gateway = "gateway_operator" satisfies Actor;
const platform = "platform_operator" satisfies Actor;

/** Who runs the place that ended a call. */
const runs: Record<Hop, readonly Actor[]> = {
  browser: [user],
  client: [user],
  front_proxy: [gateway],
  gateway: [gateway],
  platform_proxy: [platform],
  platform_ingress: [platform],
  platform: [platform],
  service: [platform],
  unknown: [],
};

/** Causes that somebody else, or several, can remove; all others follow from what the cause is about and who ended the call. */
const special: Readonly<Record<string, readonly Actor[]>> = {
  "cors-blocked": [gateway],
  "status-hidden": [gateway],
  "answer-empty": [gateway],
  "grpc-web-missing": [user, gateway],
  "gateway-unreachable": [gateway, user],
  "bridge-refused": [user, gateway],
  "server-stopping": [gateway],
  "login-ended": [user],
  "wrong-address": [gateway],
  "gateway-error": [platform],
  deadline: [user, platform],
  dns: [gateway],
  "connection-refused": [gateway, platform],
  "connect-timeout": [gateway, platform],
  "connection-closed": [gateway, platform],
  "gateway-no-upstream": [gateway, platform],
  "not-connected": [user, platform],
  "certificate-expired": [platform],
  "certificate-not-yet-valid": [gateway, platform],
  "certificate-purpose": [platform],
  "certificate-without-names": [platform],
  "intermediate-missing": [platform],
  "wrong-host-name": [gateway, platform],
  "http1-only": [platform],
  "alpn-missing": [platform],
  "tls-version": [platform],
  "no-common-cipher": [platform],
  "client-certificate-wanted": [gateway, platform],
  "client-certificate-expired": [gateway, platform],
  "client-certificate-foreign": [gateway, platform],
  "client-certificate-refused": [gateway, platform],
  "proxy-redirects": [gateway],
  "proxy-tls-failed": [platform],
  "balancer-protocol": [platform],
  "trailers-dropped": [platform],
  "header-too-large": [user, gateway],
  "right-missing": [platform],
  "gateway-rate-limit": [user, gateway],
  quota: [platform, user],
  "clocks-apart": [gateway, platform],
  "token-rate-limited": [platform],
  "token-zero-lifetime": [platform],
  "service-account-off": [platform],
  "method-missing": [user, platform],
  "only-this-call": [platform, user],
  "platform-refused": [user, platform],
  "connection-max-age": [platform],
  "calls-too-fast": [user, platform],
  "stream-refused": [user, platform],
};

/**
 * Who can act on a failure, by its cause and by who ended the call; first the one who can remove the cause. None where neither
 * is known. A client program connects by itself, so whatever a gateway's operator would do is its user's.
 */
export function whoCanAct({ cause, hop, facts }: Pick<Diagnosis, "cause" | "hop" | "facts">): Actor[] {
  const found = special[cause] ?? byAbout(cause, facts) ?? runs[hop];
  return [...new Set(hop === "client" ? found.map((one) => (one === gateway ? user : one)) : found)];
}

/** The request, the sound and a page's own token are its user's; undefined: whoever runs the place can act. */
function byAbout(cause: string, facts: Diagnosis["facts"]): readonly Actor[] | undefined {
  switch (rules.find((rule) => rule.cause === cause)?.about) {
    case "request":
    case "sound":
      return [user];
    case "account":
      return facts["token_by"] === "gateway" ? [gateway] : facts["token_by"] === "page" ? [user] : [user, gateway];
    default:
      return undefined;
  }
}

/** Causes with actors of their own. */
export const specialCauses: readonly string[] = Object.keys(special);
