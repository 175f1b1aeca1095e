import { envoyFailed, probed, tlsFailed, type Fixtures } from "../fixture.ts";

/** Cases of this cause, and cases that look like it and are not. */
export const fixtures: Fixtures = {
  positive: {
    "Envoy says so": {
      events: envoyFailed(
        "TLS_error:|268435581:SSL_routines:OPENSSL_internal:CERTIFICATE_VERIFY_FAILED:verify_cert_failed:_X509_verify_cert:_certificate_verification_error_at_depth_0:_certificate_has_expired:TLS_error_end",
      ),
    },
    "a check": { events: [], probe: probed(tlsFailed("CERT_HAS_EXPIRED")) },
    both: {
      events: envoyFailed(
        "TLS_error:|268435581:SSL_routines:OPENSSL_internal:CERTIFICATE_VERIFY_FAILED:verify_cert_failed:_X509_verify_cert:_certificate_verification_error_at_depth_0:_certificate_has_expired:TLS_error_end",
      ),
      probe: probed(tlsFailed("CERT_HAS_EXPIRED")),
    },
  },
  negative: {
    "another fault of the certificate": {
      events: envoyFailed(
        "TLS_error:|268435581:SSL_routines:OPENSSL_internal:CERTIFICATE_VERIFY_FAILED:verify_cert_failed:_X509_verify_cert:_certificate_verification_error_at_depth_0:_unable_to_get_local_issuer_certificate:TLS_error_end",
      ),
    },
    "a healthy check": { events: [], probe: probed() },
  },
};
