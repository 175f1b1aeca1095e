import { Code, ConnectError } from "@connectrpc/connect";

/**
 * Decodes the body of grpc-web-text: base64 that may be cut anywhere, and padded after each frame.
 *
 * @throws ConnectError `internal` from the stream, when the body is no base64
 */
export function decodeTextBody(body: ReadableStream<Uint8Array>): ReadableStream<Uint8Array> {
  let rest = "";
  const decode = (text: string) => {
    try {
      return Uint8Array.from(atob(text), (sign) => sign.charCodeAt(0));
    } catch {
      throw new ConnectError("protocol error: the body of grpc-web-text is no base64", Code.Internal);
    }
  };
  const decoder = new TransformStream<Uint8Array, Uint8Array>({
    transform(chunk, controller) {
      const text = rest + new TextDecoder("latin1").decode(chunk).replaceAll(/\s/g, "");
      const whole = text.length - (text.length % 4);
      rest = text.slice(whole);
      // Behind a padding new base64 begins.
      for (const part of text.slice(0, whole).match(/[^=]+=*/g) ?? []) controller.enqueue(decode(part));
    },
    flush(controller) {
      if (rest !== "") controller.enqueue(decode(rest));
    },
  });
  return body.pipeThrough(decoder);
}
