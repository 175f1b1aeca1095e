/** The gRPC statuses of a failure, by number. */
export const grpcStatus = {
  cancelled: 1,
  unknown: 2,
  invalidArgument: 3,
  deadlineExceeded: 4,
  notFound: 5,
  alreadyExists: 6,
  permissionDenied: 7,
  resourceExhausted: 8,
  failedPrecondition: 9,
  aborted: 10,
  outOfRange: 11,
  unimplemented: 12,
  internal: 13,
  unavailable: 14,
  dataLoss: 15,
  unauthenticated: 16,
} as const;

const names = new Map<number, string>(
  Object.entries(grpcStatus).map(([name, code]) => [
    code,
    name.replaceAll(/[A-Z]/g, (letter) => `_${letter}`).toUpperCase(),
  ]),
);

/** The name of a status as gRPC spells it, e.g. `INVALID_ARGUMENT` for 3; `UNKNOWN` for a number that is none. */
export function grpcStatusName(code: number): string {
  return names.get(code) ?? "UNKNOWN";
}
