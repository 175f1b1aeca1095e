import { Code } from "@connectrpc/connect";
import { answerForm } from "../../wire/answer-form.ts";
import { codeOfHttp } from "../../wire/code-of-http.ts";

/** Most bytes of a foreign body that are read: enough for the title and the first words of a page. */
export const maxForeignBytes = 2_048;
/** Longest wait for them, in milliseconds: the failure is known already. */
export const maxForeignMs = 500;

/** What an answer means that is no gRPC. */
export interface ForeignAnswer {
  code: Code;
  why: string;
}

/**
 * Whether something else than gRPC answers, by the HTTP status or the content type, and what that means; undefined for gRPC. A status
 * of gRPC goes before that of HTTP, unless it says success.
 */
export function foreignAnswer(
  status: number,
  { type, grpcStatus }: { type: string | undefined; grpcStatus: unknown },
): ForeignAnswer | undefined {
  if (grpcStatus !== undefined && (status === 200 || Number(grpcStatus) > 0)) return undefined;
  if (status !== 200) return { code: codeOfHttp(status), why: `the upstream responded with HTTP ${status}` };
  const form = answerForm(type);
  if (type === undefined || form === "native" || form === "web") return undefined;
  return { code: Code.Unknown, why: `the upstream answered 200 with ${type} instead of gRPC` };
}

/** The beginning of a body, as it comes. */
export interface BodyBeginning {
  add(bytes: Buffer): void;
  /** No more comes, or no more is waited for; later calls do nothing. */
  end(): void;
}

/** Collects the beginning of a foreign body. @param onend called once, when there is enough or `end` is called */
export function bodyBeginning(onend: (body: Buffer) => void): BodyBeginning {
  const chunks: Buffer[] = [];
  let sizeBytes = 0;
  let isEnded = false;
  const end = () => {
    if (isEnded) return;
    isEnded = true;
    onend(Buffer.concat(chunks).subarray(0, maxForeignBytes));
  };
  return {
    add(bytes) {
      chunks.push(bytes);
      sizeBytes += bytes.length;
      if (sizeBytes >= maxForeignBytes) end();
    },
    end,
  };
}
