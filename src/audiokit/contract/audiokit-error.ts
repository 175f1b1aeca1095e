import { Code, ConnectError } from "@connectrpc/connect";
import { detailsOf } from "../../wire/error-details.ts";
import { classifyFailure } from "../../wire/classify-failure.ts";
import { readResponseMetadata, type ResponseMetadata } from "./response-metadata.ts";

/**
 * What went wrong, in words a page can act on.
 *
 * - `cancelled`: the caller's own signal; an outcome, not a failure
 * - `deadline`: the time given to the call passed
 * - `unreachable`: no connection, a proxy that cannot reach the platform, a blocked origin
 * - `denied`: the token is missing, expired or lacks the right
 * - `quota`: the account's limit is used up
 * - `too-large`: a message over the platform's limit, the caller's or the server's
 * - `rejected`: the platform understood and refused; its words say what to change
 * - `unimplemented`: the platform does not have this method
 * - `interrupted`: the response had begun and broke off
 * - `broken`: everything else: a fault inside the platform, a torn connection, a response that is no gRPC
 */
export type AudioKitErrorKind =
  | "cancelled"
  | "deadline"
  | "unreachable"
  | "denied"
  | "quota"
  | "too-large"
  | "rejected"
  | "unimplemented"
  | "interrupted"
  | "broken";

/** What an AudioKitError is made of. */
export interface AudioKitErrorFields {
  kind: AudioKitErrorKind;
  /** Number of the gRPC status. */
  grpcCode: number;
  /** What the server, a proxy or the network said, as it came; may be empty. */
  message: string;
  /** Ids and notes of the reply; default: none came. */
  reply?: ResponseMetadata;
  cause?: unknown;
  /** Only of an answer over plain HTTP. */
  httpStatus?: number | undefined;
  /** Default: none came. */
  details?: string[];
}

/** Every failure that leaves `src/audiokit/`. The original error is in `cause`. */
export class AudioKitError extends Error {
  override readonly name = "AudioKitError";
  readonly kind: AudioKitErrorKind;
  /** Number of the gRPC status. */
  readonly grpcCode: number;
  /** What the server, a proxy or the network said, as it came; may be empty. `message` is the same text. */
  readonly serverMessage: string;
  /** Ids and notes of the reply, as far as one came. */
  readonly reply: ResponseMetadata;
  /** Status of a response over plain HTTP, which the archive uses; `grpcCode` is then the nearest one. */
  readonly httpStatus: number | undefined;
  /** Details of the gRPC status, each on one line: its type and what it says, e.g. the field that is wrong. */
  readonly details: string[];

  constructor({
    kind,
    grpcCode,
    message,
    reply = { ignored: [] },
    cause,
    httpStatus,
    details = [],
  }: AudioKitErrorFields) {
    super(message, { cause });
    this.kind = kind;
    this.grpcCode = grpcCode;
    this.serverMessage = message;
    this.reply = reply;
    this.httpStatus = httpStatus;
    this.details = details;
  }

  /**
   * The only way in: makes an AudioKitError of whatever was thrown.
   *
   * @param signal the caller's own; when it is aborted the call was cancelled, whatever was thrown
   */
  static from(thrown: unknown, signal?: AbortSignal): AudioKitError {
    if (thrown instanceof AudioKitError) return thrown;
    const error = ConnectError.from(thrown);
    const reply = readResponseMetadata(error.metadata);
    const failure = classifyFailure(thrown, signal);
    const [kind, code] =
      failure === "failure" ? ([kindOf(error), error.code] as const) : ([failure, abortCodes[failure]] as const);
    return new AudioKitError({
      kind,
      grpcCode: code,
      message: error.rawMessage,
      reply,
      cause: thrown,
      details: detailsOf(error),
    });
  }
}

const abortCodes = { cancelled: Code.Canceled, deadline: Code.DeadlineExceeded };

const kinds: Partial<Record<Code, AudioKitErrorKind>> = {
  [Code.Unavailable]: "unreachable",
  [Code.PermissionDenied]: "denied",
  [Code.Unauthenticated]: "denied",
  [Code.ResourceExhausted]: "quota",
  [Code.InvalidArgument]: "rejected",
  [Code.NotFound]: "rejected",
  [Code.AlreadyExists]: "rejected",
  [Code.FailedPrecondition]: "rejected",
  [Code.OutOfRange]: "rejected",
  [Code.Unimplemented]: "unimplemented",
};

/** Cause of a refusal on this side: the message was not sent, or not read. */
export class MessageTooLarge extends RangeError {
  override readonly name = "MessageTooLarge";
}

/** Cause of a failure after part of the response had come, when nothing ended it with a status. */
export class StreamTorn extends Error {
  override readonly name = "StreamTorn";
}

function kindOf(error: ConnectError): AudioKitErrorKind {
  if (error.cause instanceof StreamTorn) return "interrupted";
  if (error.cause instanceof MessageTooLarge) return "too-large";
  return kinds[error.code] ?? "broken";
}
