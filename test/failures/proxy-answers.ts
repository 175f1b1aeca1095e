import http2, { type IncomingHttpHeaders, type OutgoingHttpHeaders, type ServerHttp2Stream } from "node:http2";
import type net from "node:net";
import { listen, type Upstream } from "./upstreams.ts";

/** Starts an HTTP/2 server that answers every call so. */
export function serveCalls(
  answer: (stream: ServerHttp2Stream, headers: IncomingHttpHeaders) => unknown,
): Promise<Upstream> {
  const server = http2.createServer();
  server.on("stream", (stream: ServerHttp2Stream, headers) => {
    stream.on("error", () => undefined);
    answer(stream, headers);
  });
  return listen(server as unknown as net.Server);
}

/** An answer of a proxy: status, headers, body. */
export interface ProxyAnswer {
  status: number;
  headers: OutgoingHttpHeaders;
  body: string;
}

/** A page of nginx, as its ngx_http_special_response.c writes it. */
export function nginxAnswer(status: number, title: string, headers: OutgoingHttpHeaders = {}): ProxyAnswer {
  const words = `${String(status)} ${title}`;
  const body = `<html>\r\n<head><title>${words}</title></head>\r\n<body>\r\n<center><h1>${words}</h1></center>\r\n<hr><center>nginx/1.27.3</center>\r\n</body>\r\n</html>\r\n`;
  return { status, headers: { server: "nginx/1.27.3", "content-type": "text/html", ...headers }, body };
}

/** What AWS's Application Load Balancer says when the protocol of the call is not that of its target group. */
export const awsAnswer: ProxyAnswer = { status: 464, headers: { server: "awselb/2.0" }, body: "" };

/** What Cloudflare says when the handshake with the origin fails. */
export const cloudflareAnswer: ProxyAnswer = {
  status: 525,
  headers: { server: "cloudflare", "content-type": "text/plain; charset=UTF-8", "cf-ray": "8f1c2d3e4a5b6c7d-DME" },
  body: "error code: 525",
};

/** Starts a proxy before the platform that answers every call so, by default at once. */
export function answerAs({ status, headers, body }: ProxyAnswer, afterMs = 0): Promise<Upstream> {
  return serveCalls((stream) => {
    const answer = () => {
      if (stream.destroyed) return;
      stream.respond({ ":status": status, ...headers });
      stream.end(body);
    };
    if (afterMs === 0) answer();
    else setTimeout(answer, afterMs);
  });
}
