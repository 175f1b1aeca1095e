import { alpnMissing } from "./rules/tls/alpn-missing.ts";
import { bridgeRefused } from "./rules/network/bridge-refused.ts";
import { serverStopping } from "./rules/network/server-stopping.ts";
import { brokenMarkup } from "./rules/request/broken-markup.ts";
import { certificateExpired } from "./rules/tls/certificate-expired.ts";
import { certificateNotYetValid } from "./rules/tls/certificate-not-yet-valid.ts";
import { clippedAudio } from "./rules/audio/clipped-audio.ts";
import { connectTimeout } from "./rules/network/connect-timeout.ts";
import { connectionClosed } from "./rules/network/connection-closed.ts";
import { connectionRefused } from "./rules/network/connection-refused.ts";
import { corsBlocked } from "./rules/network/cors-blocked.ts";
import { deadline } from "./rules/request/deadline.ts";
import { dns } from "./rules/network/dns.ts";
import { emptyInput } from "./rules/request/empty-input.ts";
import { emptyResult } from "./rules/audio/empty-result.ts";
import { endpointNotAllowed } from "./rules/network/endpoint-not-allowed.ts";
import { gatewayError } from "./rules/network/gateway-error.ts";
import { gatewayRateLimit } from "./rules/request/gateway-rate-limit.ts";
import { gatewayUnreachable } from "./rules/network/gateway-unreachable.ts";
import { http1Only } from "./rules/network/http1-only.ts";
import { messageTooLarge } from "./rules/request/message-too-large.ts";
import { methodMissing } from "./rules/request/method-missing.ts";
import { narrowAudio } from "./rules/audio/narrow-audio.ts";
import { notConnected } from "./rules/network/not-connected.ts";
import { offline } from "./rules/network/offline.ts";
import { plainToTls } from "./rules/tls/plain-to-tls.ts";
import { quota } from "./rules/request/quota.ts";
import { rightMissing } from "./rules/token/right-missing.ts";
import { serviceFault } from "./rules/request/service-fault.ts";
import { silentAudio } from "./rules/audio/silent-audio.ts";
import { streamReset } from "./rules/network/stream-reset.ts";
import { tlsToPlain } from "./rules/tls/tls-to-plain.ts";
import { tokenExpired } from "./rules/token/token-expired.ts";
import { tokenMissing } from "./rules/token/token-missing.ts";
import { tokenServerUnreachable } from "./rules/token/token-server-unreachable.ts";
import { unknownAuthority } from "./rules/tls/unknown-authority.ts";
import { unknownLanguage } from "./rules/request/unknown-language.ts";
import { unknownModel } from "./rules/request/unknown-model.ts";
import { unknownRealm } from "./rules/token/unknown-realm.ts";
import { unknownVoice } from "./rules/request/unknown-voice.ts";
import { wrongAddress } from "./rules/network/wrong-address.ts";
import { wrongClientSecret } from "./rules/token/wrong-client-secret.ts";
import { wrongHostName } from "./rules/tls/wrong-host-name.ts";
import { wrongRateOrEncoding } from "./rules/audio/wrong-rate-or-encoding.ts";
import { clientDisconnected } from "./rules/general/client-disconnected.ts";
import { frontProxyAnswered } from "./rules/general/front-proxy-answered.ts";
import { gatewayNoUpstream } from "./rules/general/gateway-no-upstream.ts";
import { gatewayRefused } from "./rules/general/gateway-refused.ts";
import { ingressFailed } from "./rules/general/ingress-failed.ts";
import { noAnswer } from "./rules/general/no-answer.ts";
import { platformProxyAnswered } from "./rules/general/platform-proxy-answered.ts";
import { platformRefused } from "./rules/general/platform-refused.ts";
import { intermediateMissing } from "./rules/tls/intermediate-missing.ts";
import { certificateWithoutNames } from "./rules/tls/certificate-without-names.ts";
import { tlsVersion } from "./rules/tls/tls-version.ts";
import { noCommonCipher } from "./rules/tls/no-common-cipher.ts";
import { certificatePurpose } from "./rules/tls/certificate-purpose.ts";
import { clientCertificateWanted } from "./rules/tls/client-certificate-wanted.ts";
import { clientCertificateExpired } from "./rules/tls/client-certificate-expired.ts";
import { clientCertificateForeign } from "./rules/tls/client-certificate-foreign.ts";
import { clientCertificateRefused } from "./rules/tls/client-certificate-refused.ts";
import { clientKeyMismatch } from "./rules/tls/client-key-mismatch.ts";
import { interceptingProxy } from "./rules/tls/intercepting-proxy.ts";
import { otherProtocol } from "./rules/network/other-protocol.ts";
import { proxyRedirects } from "./rules/proxies/proxy-redirects.ts";
import { proxyForbids } from "./rules/proxies/proxy-forbids.ts";
import { proxySignIn } from "./rules/proxies/proxy-sign-in.ts";
import { proxyTimeout } from "./rules/proxies/proxy-timeout.ts";
import { proxyTlsFailed } from "./rules/proxies/proxy-tls-failed.ts";
import { balancerProtocol } from "./rules/proxies/balancer-protocol.ts";
import { headerTooLarge } from "./rules/proxies/header-too-large.ts";
import { trailersDropped } from "./rules/proxies/trailers-dropped.ts";
import { silentStreamCut } from "./rules/proxies/silent-stream-cut.ts";
import { ingressNoService } from "./rules/ingress/ingress-no-service.ts";
import { ingressUnreachable } from "./rules/ingress/ingress-unreachable.ts";
import { ingressTimeout } from "./rules/ingress/ingress-timeout.ts";
import { ingressOverflow } from "./rules/ingress/ingress-overflow.ts";
import { ingressCertificate } from "./rules/ingress/ingress-certificate.ts";
import { clocksApart } from "./rules/token/clocks-apart.ts";
import { tokenAnswerForeign } from "./rules/token/token-answer-foreign.ts";
import { tokenRedirect } from "./rules/token/token-redirect.ts";
import { tokenRateLimited } from "./rules/token/token-rate-limited.ts";
import { tokenHttpsRequired } from "./rules/token/token-https-required.ts";
import { tokenZeroLifetime } from "./rules/token/token-zero-lifetime.ts";
import { serviceAccountOff } from "./rules/token/service-account-off.ts";
import { serviceOutOfMemory } from "./rules/service/service-out-of-memory.ts";
import { serviceLoading } from "./rules/service/service-loading.ts";
import { onlyThisCall } from "./rules/service/only-this-call.ts";
import { serviceTraceback } from "./rules/service/service-traceback.ts";
import { connectionMaxAge } from "./rules/network/connection-max-age.ts";
import { tooManyPings } from "./rules/network/too-many-pings.ts";
import { callsTooFast } from "./rules/network/calls-too-fast.ts";
import { streamRefused } from "./rules/network/stream-refused.ts";
import { answerEmpty } from "./rules/network/answer-empty.ts";
import { grpcWebMissing } from "./rules/network/grpc-web-missing.ts";
import { compressedAnswer } from "./rules/network/compressed-answer.ts";
import { extensionBlocks } from "./rules/network/extension-blocks.ts";
import { wentOffline } from "./rules/network/went-offline.ts";
import { endpointName } from "./rules/network/endpoint-name.ts";
import { statusHidden } from "./rules/network/status-hidden.ts";
import { loginEnded } from "./rules/proxies/login-ended.ts";
import { byteOrder } from "./rules/audio/byte-order.ts";
import { byteSamples } from "./rules/audio/byte-samples.ts";
import { channelsInterleaved } from "./rules/audio/channels-interleaved.ts";
import { wrongSpeed } from "./rules/audio/wrong-speed.ts";
import { channelsCancel } from "./rules/audio/channels-cancel.ts";
import { mainsHum } from "./rules/audio/mains-hum.ts";
import { toneOnly } from "./rules/audio/tone-only.ts";
import { noiseOnly } from "./rules/audio/noise-only.ts";
import { lowConfidence } from "./rules/audio/low-confidence.ts";
import { localArchiveFull } from "./rules/browser/local-archive-full.ts";
import { localArchiveNewer } from "./rules/browser/local-archive-newer.ts";
import { storageBlocked } from "./rules/browser/storage-blocked.ts";
import type { Rule } from "./rule.ts";

/** All rules. Of two with equal scores the first one wins. */
export const rules: readonly Rule[] = [
  offline,
  endpointNotAllowed,
  corsBlocked,
  bridgeRefused,
  serverStopping,
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
  notConnected,
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
  intermediateMissing,
  certificateWithoutNames,
  tlsVersion,
  noCommonCipher,
  certificatePurpose,
  clientCertificateWanted,
  clientCertificateExpired,
  clientCertificateForeign,
  clientCertificateRefused,
  clientKeyMismatch,
  interceptingProxy,
  otherProtocol,
  proxyRedirects,
  proxyForbids,
  proxySignIn,
  proxyTimeout,
  proxyTlsFailed,
  balancerProtocol,
  headerTooLarge,
  trailersDropped,
  silentStreamCut,
  ingressNoService,
  ingressUnreachable,
  ingressTimeout,
  ingressOverflow,
  ingressCertificate,
  clocksApart,
  tokenAnswerForeign,
  tokenRedirect,
  tokenRateLimited,
  tokenHttpsRequired,
  tokenZeroLifetime,
  serviceAccountOff,
  serviceOutOfMemory,
  serviceLoading,
  serviceTraceback,
  onlyThisCall,
  connectionMaxAge,
  tooManyPings,
  callsTooFast,
  streamRefused,
  compressedAnswer,
  extensionBlocks,
  wentOffline,
  endpointName,
  statusHidden,
  answerEmpty,
  grpcWebMissing,
  loginEnded,
  byteOrder,
  byteSamples,
  channelsInterleaved,
  wrongSpeed,
  channelsCancel,
  mainsHum,
  toneOnly,
  noiseOnly,
  lowConfidence,
  localArchiveFull,
  localArchiveNewer,
  storageBlocked,
  clientDisconnected,
  frontProxyAnswered,
  gatewayNoUpstream,
  gatewayRefused,
  ingressFailed,
  noAnswer,
  platformProxyAnswered,
  platformRefused,
];
