import { weigh } from "../../evidence.ts";
import type { Rule } from "../../rule.ts";

/** A native client had no connection to the platform, and does not tell why. */
export const notConnected: Rule = {
  cause: "not-connected",
  about: "connection",
  hops: ["client"],
  isGeneral: true,
  words: {
    en: {
      title: "The client could not connect to the platform",
      why: "The gRPC client had no connection to the address of the call. Its record does not tell why: the server may be down, a firewall may drop the connection, or the two disagree about TLS or ALPN.",
      next: "Run Check connection with the same address: it tells which step fails. Then give its result to the platform's operator.",
    },
    ru: {
      title: "Клиент не смог соединиться с платформой",
      why: "У клиента gRPC не было соединения с адресом вызова. Почему, в записи не сказано: сервер может не работать, межсетевой экран — отбрасывать соединение, либо стороны не сошлись в TLS или ALPN.",
      next: "Запустите проверку соединения с тем же адресом: она покажет, на каком шаге сбой. Затем передайте результат оператору платформы.",
    },
  },
  find: (clues) => weigh({ strong: [clues.unconnected] }),
};
