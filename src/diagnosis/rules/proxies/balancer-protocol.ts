import { grpcStatus } from "../../../wire/grpc-status.ts";
import { weigh } from "../../evidence.ts";
import { httpStatus, seenMatch } from "../../quotes.ts";
import type { Rule } from "../../rule.ts";

/** A load balancer expects another version of HTTP. */
export const balancerProtocol: Rule = {
  cause: "balancer-protocol",
  about: "connection",
  hops: ["front_proxy", "platform_proxy"],
  refines: ["front-proxy-answered", "platform-proxy-answered", "gateway-error", "wrong-address"],
  words: {
    en: {
      title: "The load balancer expects another protocol (464)",
      why: "AWS's Application Load Balancer answered 464: the request's version of HTTP does not fit that of its target group. The platform has not seen the call.",
      next: "Have the platform's operator set the protocol version of the target group to gRPC.",
    },
    ru: {
      title: "Балансировщик ждёт другой протокол (464)",
      why: "Ответил Application Load Balancer (AWS): версия HTTP запроса не подходит к его целевой группе. Платформа вызова не видела.",
      next: "Попросите оператора платформы выбрать для целевой группы версию протокола gRPC.",
    },
  },
  find: (clues) =>
    weigh({
      decisive: [httpStatus(clues, 464)],
      // A status without words of its own becomes UNKNOWN in Envoy.
      fair: [clues.code === grpcStatus.unknown && clues.errorText === "" && seenMatch(clues, "server", /^awselb/)],
    }),
};
