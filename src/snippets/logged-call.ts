import type { DescMethod } from "@bufbuild/protobuf";
import type { WavFormat } from "../audio/wav.ts";
import type { CallAddress } from "./call-address.ts";
import type { RequestJson } from "./logged-fields.ts";

/** A call of a log, as far as its lines say how to make it again. */
export interface LoggedCall {
  requestId: string;
  method: DescMethod;
  /** Where it went; undefined where the log does not say it. */
  address: CallAddress | undefined;
  /** It carried a token. */
  isAuthorized: boolean;
  /** The request in proto JSON under the contract's field names, without its sound; of a live call, the first message. */
  request: RequestJson;
  /** What it sent beside that; absent where it sends no sound. */
  sound?: SentSound;
  /** What of the request stands in no line. */
  unknown: UnknownPart[];
}

/** The sound of a call. No log holds it. */
export interface SentSound {
  /** The field of the message that carries it. */
  field: "audio" | "signal";
  /** Name under which it lies beside the snippet: a WAV. */
  fileName: string;
  /** Of its samples as the call sent them. */
  format: WavFormat;
  /** Size of one message of a live call, whole samples. */
  chunkBytes?: number;
}

/** What a log does not know of a request. */
export type UnknownPart =
  /** The text, because contents are not logged. */
  | { part: "text"; characters?: number }
  /** The text stands there, but shortened or redacted. */
  | { part: "changed-text"; characters: number; loggedCharacters: number }
  /** Values of experimental options. */
  | { part: "custom-options"; names: string[] }
  /** The contents of a substitution dictionary. */
  | { part: "substitution"; characters?: number }
  /** Where the call went. */
  | { part: "address" };
