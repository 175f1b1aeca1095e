import { S3Error } from "./s3-error.ts";

const maxLineBytes = 1024;

/**
 * Takes the frames off a body that is sent in signed or checksummed chunks (`content-encoding: aws-chunked`): lines of
 * `size;chunk-signature=...`, the bytes, and trailers after the last chunk, which are passed over with the signatures.
 *
 * @throws S3Error when the frames are broken or the body ends early
 */
export async function* readAwsChunks(body: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  let held: Uint8Array = new Uint8Array(0);
  const pieces = body[Symbol.asyncIterator]();
  const more = async () => {
    const step = await pieces.next();
    if (step.done === true) throw broken("the body ends early");
    const joined = new Uint8Array(held.length + step.value.length);
    joined.set(held);
    joined.set(step.value, held.length);
    held = joined;
  };
  const line = async () => {
    let end: number;
    while ((end = held.indexOf(10)) < 0) {
      if (held.length > maxLineBytes) throw broken("a chunk has no size");
      await more();
    }
    const text = new TextDecoder().decode(held.subarray(0, end)).trim();
    held = held.slice(end + 1);
    return text;
  };

  for (;;) {
    const sizeText = (await line()).split(";", 1)[0] ?? "";
    if (!/^[0-9a-f]{1,8}$/i.test(sizeText)) throw broken("a chunk has no size");
    let left = parseInt(sizeText, 16);
    if (left === 0) break;
    while (left > 0) {
      if (held.length === 0) await more();
      const piece = held.subarray(0, left);
      held = held.slice(piece.length);
      left -= piece.length;
      yield piece;
    }
    if ((await line()) !== "") throw broken("a chunk is longer than its size");
  }
  // The trailers: read, so that the connection is free for the next request.
  while ((await pieces.next()).done !== true);
}

function broken(problem: string): S3Error {
  return new S3Error(400, "IncompleteBody", `aws-chunked: ${problem}`);
}
