import { weigh } from "../../evidence.ts";
import { httpStatus } from "../../quotes.ts";
import type { Rule } from "../../rule.ts";

/** A proxy does not let the call pass. */
export const proxyForbids: Rule = {
  cause: "proxy-forbids",
  about: "connection",
  hops: ["front_proxy", "platform_proxy"],
  refines: ["front-proxy-answered", "platform-proxy-answered", "gateway-error", "wrong-address"],
  words: {
    en: {
      title: "A proxy does not let this caller through",
      why: "A proxy answered 403 in place of the platform: it lets only listed addresses, hosts or paths through.",
      next: "Ask whoever runs the proxy to allow the address of the gateway's machine and the paths of gRPC.",
    },
    ru: {
      title: "Прокси не пропускает этот вызов",
      why: "Вместо платформы ответил прокси со статусом 403: он пропускает только разрешённые адреса, узлы или пути.",
      next: "Попросите того, кто отвечает за прокси, разрешить адрес машины шлюза и пути gRPC.",
    },
  },
  find: (clues) => weigh({ decisive: [httpStatus(clues, 403)] }),
};
