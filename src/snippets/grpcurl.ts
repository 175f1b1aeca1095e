import { hostAndPort } from "./call-address.ts";
import type { LoggedCall } from "./logged-call.ts";
import { withRequest } from "./request-input.ts";
import type { Snippet } from "./snippet.ts";
import { contractFileName, snippetComment, tokenVariable, unknownAddress } from "./snippet-comment.ts";
import { shellWord } from "./visible-text.ts";

/** Largest message of the platform, in bytes; the program's own limit is 4 MiB. */
const maxMessageBytes = 62_914_560;

/** The call for grpcurl. The token never stands in the list of processes: the program itself reads the variable. */
export function writeGrpcurl(call: LoggedCall): Snippet {
  const { method, address = unknownAddress, isAuthorized } = call;
  const command = [
    "grpcurl",
    ...(address.isSecure ? [] : ["-plaintext"]),
    `-protoset ${contractFileName}`,
    `-max-msg-sz ${String(maxMessageBytes)}`,
    ...(isAuthorized ? [`-expand-headers -H 'authorization: Bearer \${${tokenVariable}}'`] : []),
    "-d @",
    `${shellWord(hostAndPort(address))} ${method.parent.typeName}/${method.name}`,
  ];
  const limits: Snippet["limits"] = address.prefix === "" ? [] : ["path-prefix"];
  const comment = snippetComment(call, limits, ...(isAuthorized ? [`Wants a token: export ${tokenVariable}=...`] : []));
  return { text: [...comment, withRequest(call, command)].join("\n"), limits };
}
