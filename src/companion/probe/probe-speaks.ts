import net from "node:net";
import { once } from "./probe-step.ts";
import { connectTls } from "./tapped-tls.ts";

/** How long a server that greets may take, in milliseconds: SSH and mail servers speak first. */
const greetingMs = 700;
/** How long an answer may take. */
const answerMs = 2_000;

/** First words of protocols in which the server speaks first. */
const greetings: [protocol: string, words: RegExp][] = [
  ["ssh", /^SSH-\d/],
  ["smtp", /^220[ -].*(?:SMTP|mail)/i],
  ["ftp", /^220[ -]/],
  ["imap", /^\* (?:OK|PREAUTH)/],
  ["pop3", /^\+OK/],
  ["http/1.1", /^HTTP\/1\./],
];

/** HTTP/2 connection preface and an empty SETTINGS frame (RFC 9113, 3.4). */
const preface = Buffer.concat([
  Buffer.from("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"),
  Buffer.from([0, 0, 0, 4, 0, 0, 0, 0, 0]),
]);

/** What a port speaks, by its first bytes: to silence, to TLS, to HTTP/2 and to HTTP/1.1; `nothing` when none of them has
 * an answer, undefined when it is not known. */
export async function probeSpeaks(host: string, port: number, signal: AbortSignal): Promise<string | undefined> {
  const greeting = await firstBytes(host, port, "", greetingMs, signal);
  const greeted = greetings.find(([, words]) => words.test(greeting.toString("latin1")))?.[0];
  if (greeted !== undefined) return greeted;
  const get = `GET / HTTP/1.1\r\nHost: ${host}\r\nConnection: close\r\n\r\n`;
  const [isTls, settings, page] = await Promise.all([
    speaksTls(host, port, signal),
    firstBytes(host, port, preface, answerMs, signal),
    firstBytes(host, port, get, answerMs, signal),
  ]);
  if (isTls) return "tls";
  // A frame of type SETTINGS on stream 0.
  if (settings.length >= 9 && settings[3] === 4 && settings.readUInt32BE(5) === 0) return "h2";
  if ([settings, page].some((bytes) => /^HTTP\/1\./.test(bytes.toString("latin1")))) return "http/1.1";
  return greeting.length + settings.length + page.length === 0 ? "nothing" : undefined;
}

async function firstBytes(
  host: string,
  port: number,
  sent: string | Buffer,
  patienceMs: number,
  signal: AbortSignal,
): Promise<Buffer> {
  const socket = net.connect({ host, port });
  const limit = AbortSignal.any([signal, AbortSignal.timeout(patienceMs)]);
  socket.on("error", () => undefined);
  if (sent.length > 0) socket.write(sent);
  const nothing = Buffer.alloc(0);
  return once<Buffer>(
    limit,
    () => socket.destroy(),
    (done) => socket.once("data", done).once("close", () => done(nothing)),
  ).catch(() => nothing);
}

async function speaksTls(host: string, port: number, signal: AbortSignal): Promise<boolean> {
  const { socket, flight, end } = connectTls(host, port, { ALPNProtocols: ["h2"] });
  const limit = AbortSignal.any([signal, AbortSignal.timeout(answerMs)]);
  await once<void>(limit, end, (done) => socket.once("secureConnect", () => done()).once("close", () => done())).catch(
    () => undefined,
  );
  return flight().isTls;
}
