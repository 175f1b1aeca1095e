import { Code, ConnectError } from "@connectrpc/connect";

/** A refusal that names the field and says what is wrong with its value. */
export function invalidArgument(field: string, problem: string): ConnectError {
  return new ConnectError(`${field}: ${problem}`, Code.InvalidArgument);
}
