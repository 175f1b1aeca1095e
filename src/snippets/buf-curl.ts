import { hostAndPort, pathOf } from "./call-address.ts";
import type { LoggedCall } from "./logged-call.ts";
import { withRequest } from "./request-input.ts";
import type { Snippet } from "./snippet.ts";
import { contractFileName, snippetComment, tokenVariable, unknownAddress } from "./snippet-comment.ts";
import { shellWord } from "./visible-text.ts";

/** The call for buf curl: by gRPC-Web, as the page makes it, and by gRPC where the call streams both ways. */
export function writeBufCurl(call: LoggedCall): Snippet {
  const { method, address = unknownAddress, isAuthorized } = call;
  const url = `${address.isSecure ? "https" : "http"}://${hostAndPort(address)}${address.prefix}${pathOf(method)}`;
  const isBidi = method.methodKind === "bidi_streaming";
  const command = [
    "buf curl",
    `--schema ${contractFileName}`,
    `--protocol ${isBidi ? "grpc" : "grpcweb"}`,
    ...(isAuthorized ? [`--header "authorization: Bearer $${tokenVariable}"`] : []),
    "--data @-",
    shellWord(url),
  ];
  const limits: Snippet["limits"] = isBidi && address.prefix !== "" ? ["path-prefix"] : [];
  const comment = snippetComment(call, limits, ...(isAuthorized ? [`Wants a token: ${tokenVariable}=...`] : []));
  return { text: [...comment, withRequest(call, command)].join("\n"), limits };
}
