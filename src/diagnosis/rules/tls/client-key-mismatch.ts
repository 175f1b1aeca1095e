import { weigh } from "../../evidence.ts";
import { errorTextMatch, probeFailed } from "../../quotes.ts";
import type { Rule } from "../../rule.ts";

/** The private key does not belong to the client certificate. */
export const clientKeyMismatch: Rule = {
  cause: "client-key-mismatch",
  about: "connection",
  hops: ["gateway", "client", "platform_proxy"],
  steps: ["tls"],
  words: {
    en: {
      title: "The private key belongs to another certificate",
      why: "The key of cert_private_key_path does not fit the certificate of cert_chain_path, so the gateway cannot use either.",
      next: "Name the key that was made with the certificate, and restart the console.",
    },
    ru: {
      title: "Закрытый ключ от другого сертификата",
      why: "Ключ из cert_private_key_path не подходит к сертификату из cert_chain_path, и шлюз не может использовать ни тот, ни другой.",
      next: "Укажите ключ, созданный вместе с сертификатом, и перезапустите консоль.",
    },
  },
  find: (clues) =>
    weigh({
      decisive: [
        // A reason of OpenSSL and BoringSSL.
        errorTextMatch(clues, /KEY_VALUES_MISMATCH/),
        probeFailed(clues, "tls", /KEY_VALUES_MISMATCH|key values mismatch/),
      ],
    }),
};
