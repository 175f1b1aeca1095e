import { S3Error } from "./s3-error.ts";

const maxLineBytes = 1024;

/**
 * Decodes a body of signed or checksummed chunks (`content-encoding: aws-chunked`): lines of
 * `size;chunk-signature=...`, the bytes, and trailers after the last chunk. Signatures and trailers are ignored.
 *
 * @throws S3Error when the framing is broken or the body ends early
 */
export async function* readAwsChunks(body: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  let buffered: Uint8Array = new Uint8Array(0);
  const chunks = body[Symbol.asyncIterator]();
  const more = async () => {
    const step = await chunks.next();
    if (step.done === true) throw broken("the body ends early");
    const joined = new Uint8Array(buffered.length + step.value.length);
    joined.set(buffered);
    joined.set(step.value, buffered.length);
    buffered = joined;
  };
  const line = async () => {
    let end: number;
    while ((end = buffered.indexOf(10)) < 0) {
      if (buffered.length > maxLineBytes) throw broken("a chunk has no size");
      await more();
    }
    const text = new TextDecoder().decode(buffered.subarray(0, end)).trim();
    buffered = buffered.slice(end + 1);
    return text;
  };

  for (;;) {
    const sizeText = (await line()).split(";", 1)[0] ?? "";
    if (!/^[0-9a-f]{1,8}$/i.test(sizeText)) throw broken("a chunk has no size");
    let left = parseInt(sizeText, 16);
    if (left === 0) break;
    while (left > 0) {
      if (buffered.length === 0) await more();
      const chunk = buffered.subarray(0, left);
      buffered = buffered.slice(chunk.length);
      left -= chunk.length;
      yield chunk;
    }
    if ((await line()) !== "") throw broken("a chunk is longer than its size");
  }
  // Trailers are read to their end, so that the connection can be reused.
  while ((await chunks.next()).done !== true);
}

function broken(problem: string): S3Error {
  return new S3Error(400, "IncompleteBody", `aws-chunked: ${problem}`);
}
