import { envoyFailed, probed, tlsFailed, type Fixtures } from "../fixture.ts";

/** Cases of this cause, and cases that look like it and are not. */
export const fixtures: Fixtures = {
  positive: {
    "Envoy says so": {
      events: envoyFailed(
        "TLS_error:|268435581:SSL_routines:OPENSSL_internal:CERTIFICATE_VERIFY_FAILED:verify_cert_failed:_SAN_matcher,_certificate_SANs_are_[other.example]:TLS_error_end",
      ),
    },
    "a check": { events: [], probe: probed(tlsFailed("ERR_TLS_CERT_ALTNAME_INVALID")) },
  },
  negative: {
    expired: {
      events: envoyFailed(
        "TLS_error:|268435581:SSL_routines:OPENSSL_internal:CERTIFICATE_VERIFY_FAILED:verify_cert_failed:_X509_verify_cert:_certificate_verification_error_at_depth_0:_certificate_has_expired:TLS_error_end",
      ),
    },
  },
};
