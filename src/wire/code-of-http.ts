import { grpcStatus } from "./grpc-status.ts";

const codes: Readonly<Record<number, number>> = {
  400: grpcStatus.internal,
  401: grpcStatus.unauthenticated,
  403: grpcStatus.permissionDenied,
  404: grpcStatus.unimplemented,
  429: grpcStatus.unavailable,
  502: grpcStatus.unavailable,
  503: grpcStatus.unavailable,
  504: grpcStatus.unavailable,
};

/** The gRPC status for an HTTP status without one, of a proxy that responds in the platform's place (gRPC, http-grpc-status-mapping). */
export function codeOfHttp(httpStatus: number): number {
  return codes[httpStatus] ?? grpcStatus.unknown;
}
