import { Code, ConnectError } from "@connectrpc/connect";

/** An INVALID_ARGUMENT error with the name of the field and what is wrong with its value. */
export function invalidArgument(field: string, problem: string): ConnectError {
  return new ConnectError(`${field}: ${problem}`, Code.InvalidArgument);
}
