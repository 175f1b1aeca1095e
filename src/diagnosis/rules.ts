import { alpnMissing } from "./rules/alpn-missing.ts";
import { bridgeRefused } from "./rules/bridge-refused.ts";
import { brokenMarkup } from "./rules/broken-markup.ts";
import { certificateExpired } from "./rules/certificate-expired.ts";
import { certificateNotYetValid } from "./rules/certificate-not-yet-valid.ts";
import { clippedAudio } from "./rules/clipped-audio.ts";
import { connectTimeout } from "./rules/connect-timeout.ts";
import { connectionClosed } from "./rules/connection-closed.ts";
import { connectionRefused } from "./rules/connection-refused.ts";
import { corsBlocked } from "./rules/cors-blocked.ts";
import { deadline } from "./rules/deadline.ts";
import { dns } from "./rules/dns.ts";
import { emptyInput } from "./rules/empty-input.ts";
import { emptyResult } from "./rules/empty-result.ts";
import { endpointNotAllowed } from "./rules/endpoint-not-allowed.ts";
import { gatewayError } from "./rules/gateway-error.ts";
import { gatewayRateLimit } from "./rules/gateway-rate-limit.ts";
import { gatewayUnreachable } from "./rules/gateway-unreachable.ts";
import { http1Only } from "./rules/http1-only.ts";
import { messageTooLarge } from "./rules/message-too-large.ts";
import { methodMissing } from "./rules/method-missing.ts";
import { narrowAudio } from "./rules/narrow-audio.ts";
import { offline } from "./rules/offline.ts";
import { plainToTls } from "./rules/plain-to-tls.ts";
import { quota } from "./rules/quota.ts";
import { rightMissing } from "./rules/right-missing.ts";
import { serviceFault } from "./rules/service-fault.ts";
import { silentAudio } from "./rules/silent-audio.ts";
import { streamReset } from "./rules/stream-reset.ts";
import { tlsToPlain } from "./rules/tls-to-plain.ts";
import { tokenExpired } from "./rules/token-expired.ts";
import { tokenMissing } from "./rules/token-missing.ts";
import { tokenServerUnreachable } from "./rules/token-server-unreachable.ts";
import { unknownAuthority } from "./rules/unknown-authority.ts";
import { unknownLanguage } from "./rules/unknown-language.ts";
import { unknownModel } from "./rules/unknown-model.ts";
import { unknownRealm } from "./rules/unknown-realm.ts";
import { unknownVoice } from "./rules/unknown-voice.ts";
import { wrongAddress } from "./rules/wrong-address.ts";
import { wrongClientSecret } from "./rules/wrong-client-secret.ts";
import { wrongHostName } from "./rules/wrong-host-name.ts";
import { wrongRateOrEncoding } from "./rules/wrong-rate-or-encoding.ts";
import type { Rule } from "./rule.ts";

/** All rules. Of two that are equally sure the one that stands first is named, so the particular stands before the general. */
export const rules: readonly Rule[] = [
  offline,
  endpointNotAllowed,
  corsBlocked,
  bridgeRefused,
  gatewayUnreachable,
  messageTooLarge,
  deadline,
  dns,
  connectionRefused,
  connectTimeout,
  certificateExpired,
  certificateNotYetValid,
  wrongHostName,
  unknownAuthority,
  tlsToPlain,
  http1Only,
  alpnMissing,
  plainToTls,
  connectionClosed,
  streamReset,
  wrongClientSecret,
  unknownRealm,
  tokenServerUnreachable,
  tokenMissing,
  tokenExpired,
  rightMissing,
  gatewayRateLimit,
  quota,
  methodMissing,
  wrongAddress,
  gatewayError,
  serviceFault,
  unknownLanguage,
  unknownVoice,
  unknownModel,
  wrongRateOrEncoding,
  emptyInput,
  brokenMarkup,
  silentAudio,
  narrowAudio,
  clippedAudio,
  emptyResult,
];
