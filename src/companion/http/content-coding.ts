import { promisify } from "node:util";
import { brotliCompress, constants, gzip } from "node:zlib";

/** How a file may be packed, the smallest first. Browsers take Brotli over HTTPS and from this machine only. */
const codings = ["br", "gzip"] as const;
export type ContentCoding = (typeof codings)[number];

/** The best coding that a request takes. @param header its `accept-encoding` @returns undefined: the file goes as it is */
export function codingFor(header: string | string[] | undefined): ContentCoding | undefined {
  const accepted = String(header ?? "").split(",");
  return codings.find((coding) => {
    const form = new RegExp(`^\\s*${coding}\\s*(;\\s*q=(?!0(\\.0*)?\\s*$).*)?$`, "i");
    return accepted.some((part) => form.test(part));
  });
}

/** Of 11: the next ones take four to seventeen times as long, and somebody waits for the first page after a start. */
const brotliQuality = 8;

/** Packs a file, as small as it can be while somebody waits for it. */
export function pack(body: Buffer, coding: ContentCoding): Promise<Buffer> {
  if (coding === "gzip") return promisify(gzip)(body, { level: 9 });
  const params = {
    [constants.BROTLI_PARAM_QUALITY]: brotliQuality,
    [constants.BROTLI_PARAM_SIZE_HINT]: body.length,
  };
  return promisify(brotliCompress)(body, { params });
}
