import { promisify } from "node:util";
import { gunzip } from "node:zlib";
import { Code, ConnectError } from "@connectrpc/connect";
import type { Compression } from "@connectrpc/connect/protocol";
import { compressionGzip } from "@connectrpc/connect-node";

const unpack = promisify(gunzip);

/**
 * gzip for requests, whose unpacked size is counted before it is allocated: 58 kB of gzip make 60 MB, and forty of them at
 * once made a companion of 2.7 GB. A message that unpacks to more than its last four bytes say (RFC 1952) is refused.
 *
 * @param count called with the unpacked size; what it throws is the answer of the call
 */
export function countedGzip(count: (bytes: number) => void): Compression {
  return {
    ...compressionGzip,
    async decompress(bytes, readMaxBytes) {
      if (bytes.length === 0) return new Uint8Array(0);
      if (bytes.length < 18) throw new ConnectError("the message is no gzip", Code.InvalidArgument);
      const size = new DataView(bytes.buffer, bytes.byteOffset).getUint32(bytes.length - 4, true);
      if (size > readMaxBytes) {
        const words = `message is larger than configured readMaxBytes ${String(readMaxBytes)} after decompression`;
        throw new ConnectError(words, Code.ResourceExhausted);
      }
      count(size);
      try {
        // One chunk for the whole output: nothing is copied together afterwards.
        const { buffer, byteOffset, length } = await unpack(bytes, {
          maxOutputLength: Math.max(1, size),
          chunkSize: Math.max(64, size),
        });
        return new Uint8Array(buffer as ArrayBuffer, byteOffset, length);
      } catch (error) {
        throw new ConnectError("the message cannot be unpacked", Code.InvalidArgument, undefined, undefined, error);
      }
    },
  };
}
