import { grpcStatus } from "../../../wire/grpc-status.ts";
import { weigh } from "../../evidence.ts";
import { lightCallFailedSo, sameTokenWentWell } from "../../light-call.ts";
import { endedWith } from "../../quotes.ts";
import type { Rule } from "../../rule.ts";

/** The token is valid, but lacks the permission. */
export const rightMissing: Rule = {
  cause: "right-missing",
  about: "account",
  hops: ["platform", "service"],
  refines: ["platform-refused"],
  words: {
    en: {
      title: "The account has no right to this",
      why: "The platform knows the client and refuses this call: the right is missing, or the client is blocked.",
      next: "Ask the platform's operator to grant the right for this service to your client_id. Check the account and the workspace, too, if calls carry them (iam_account, iam_workspace).",
    },
    ru: {
      title: "У учётной записи нет такого права",
      why: "Платформа знает клиента, но в этом вызове отказывает: права нет или клиент заблокирован.",
      next: "Попросите оператора платформы дать вашему client_id право на эту услугу и проверьте учётную запись и рабочую область, если они заданы (iam_account, iam_workspace).",
    },
  },
  find: (clues) =>
    weigh(
      {
        strong: [clues.isFromPlatform && endedWith(clues, grpcStatus.permissionDenied)],
        fair: [
          !clues.isFromPlatform && endedWith(clues, grpcStatus.permissionDenied),
          // The token is good: it is this call that is refused.
          endedWith(clues, grpcStatus.permissionDenied) && sameTokenWentWell(clues),
        ],
      },
      { fair: [lightCallFailedSo(clues)] },
    ),
};
