import { createDecipheriv, createHmac, type CipherGCMTypes } from "node:crypto";

/** What a TLS server sent in its handshake, read from the bytes on the wire. */
export interface ServerFlight {
  /** The version that its hello names, as Node calls it; absent without a hello. */
  version?: string;
  /** Its first bytes were a TLS record, if only an alert. */
  isTls: boolean;
  /** Certificates in DER, as sent, its own first. */
  certificates: Buffer[];
  /** It asks for a certificate of the client. */
  asksCertificate: boolean;
}

const recordTypes = { alert: 21, handshake: 22, applicationData: 23 };
const messageTypes = { serverHello: 2, certificate: 11, certificateRequest: 13, finished: 20 };
const versionNames: Record<number, string> = {
  0x0301: "TLSv1",
  0x0302: "TLSv1.1",
  0x0303: "TLSv1.2",
  0x0304: "TLSv1.3",
};

/** Ciphers of TLS 1.3 (RFC 8446, B.4). */
const suites: Record<number, { cipher: string; hash: string; keyBytes: number }> = {
  0x1301: { cipher: "aes-128-gcm", hash: "sha256", keyBytes: 16 },
  0x1302: { cipher: "aes-256-gcm", hash: "sha384", keyBytes: 32 },
  0x1303: { cipher: "chacha20-poly1305", hash: "sha256", keyBytes: 32 },
};

/**
 * Reads the handshake messages of a server; Node tells neither the chain as sent nor whether a client certificate is asked for.
 *
 * @param received everything that the server sent, from its first byte on
 * @param keyLog lines of Node's `keylog` event: from TLS 1.3 on all but the hello is encrypted
 */
export function readServerFlight(received: Buffer, keyLog: string): ServerFlight {
  const [type = 0, major] = received;
  const isTls = (type === recordTypes.handshake || type === recordTypes.alert) && major === 3;
  const flight: ServerFlight = { isTls, certificates: [], asksCertificate: false };
  if (!isTls) return flight;
  let decrypt: ((record: Buffer) => Buffer | undefined) | undefined;
  let isTls13 = false;
  let pending = Buffer.alloc(0);

  for (const record of recordsOf(received)) {
    const content = record[0] === recordTypes.applicationData ? decrypt?.(record) : record.subarray(5);
    if (content === undefined || record[0] === recordTypes.alert) break;
    if (record[0] !== recordTypes.handshake && record[0] !== recordTypes.applicationData) continue;
    pending = Buffer.concat([pending, content]);
    for (;;) {
      if (pending.length < 4 || pending.length < 4 + pending.readUIntBE(1, 3)) break;
      const messageType = pending[0];
      const body = pending.subarray(4, 4 + pending.readUIntBE(1, 3));
      pending = pending.subarray(4 + body.length);
      if (messageType === messageTypes.finished) return flight;
      if (messageType === messageTypes.serverHello) {
        flight.version = versionNames[versionOf(body)] ?? "unknown";
        isTls13 = flight.version === "TLSv1.3";
        decrypt = decryptor(keyLog, suiteOf(body));
      }
      if (messageType === messageTypes.certificate) flight.certificates = readCertificates(body, isTls13);
      if (messageType === messageTypes.certificateRequest) flight.asksCertificate = true;
    }
  }
  return flight;
}

function* recordsOf(received: Buffer): Generator<Buffer> {
  let at = 0;
  while (at + 5 <= received.length && at + 5 + received.readUInt16BE(at + 3) <= received.length) {
    const end = at + 5 + received.readUInt16BE(at + 3);
    yield received.subarray(at, end);
    at = end;
  }
}

/** Position of the cipher in a server's hello: behind version, random and session id. */
const suiteAt = (hello: Buffer) => 35 + (hello[34] ?? 0);
const suiteOf = (hello: Buffer) => (hello.length < suiteAt(hello) + 2 ? 0 : hello.readUInt16BE(suiteAt(hello)));

/** From TLS 1.3 on the version is in the extension `supported_versions` (43). */
function versionOf(hello: Buffer): number {
  let at = suiteAt(hello) + 5;
  while (at + 4 <= hello.length) {
    const size = hello.readUInt16BE(at + 2);
    if (hello.readUInt16BE(at) === 43 && size === 2 && at + 6 <= hello.length) return hello.readUInt16BE(at + 4);
    at += 4 + size;
  }
  return hello.readUInt16BE(0);
}

/** Decrypts the server's records up to its `Finished` (RFC 8446, 5.2 and 7.3); undefined when they are no such records. */
function decryptor(keyLog: string, suite: number): ((record: Buffer) => Buffer | undefined) | undefined {
  const secret = /^SERVER_HANDSHAKE_TRAFFIC_SECRET \w+ (\w+)/m.exec(keyLog)?.[1];
  const found = suites[suite];
  if (secret === undefined || found === undefined) return undefined;
  const { cipher, hash, keyBytes } = found;
  const derive = (label: string, size: number) => {
    const name = `tls13 ${label}`;
    const info = Buffer.from([0, size, name.length, ...Buffer.from(name), 0, 1]);
    return createHmac(hash, Buffer.from(secret, "hex")).update(info).digest().subarray(0, size);
  };
  const key = derive("key", keyBytes);
  const iv = derive("iv", 12);
  let count = 0;
  return (record) => {
    const nonce = Buffer.from(iv);
    nonce.writeUInt32BE((nonce.readUInt32BE(8) ^ count++) >>> 0, 8);
    const open = createDecipheriv(cipher as CipherGCMTypes, key, nonce, { authTagLength: 16 });
    open.setAAD(record.subarray(0, 5));
    open.setAuthTag(record.subarray(-16));
    try {
      const plain = Buffer.concat([open.update(record.subarray(5, -16)), open.final()]);
      let end = plain.length;
      while (end > 0 && plain[end - 1] === 0) end--;
      return plain[end - 1] === recordTypes.handshake ? plain.subarray(0, end - 1) : undefined;
    } catch {
      // A record under the next key: the handshake is over.
      return undefined;
    }
  };
}

function readCertificates(body: Buffer, isTls13: boolean): Buffer[] {
  const certificates: Buffer[] = [];
  let at = (isTls13 ? 1 + (body[0] ?? 0) : 0) + 3;
  while (at + 3 <= body.length) {
    const size = body.readUIntBE(at, 3);
    certificates.push(body.subarray(at + 3, at + 3 + size));
    at += 3 + size;
    if (isTls13 && at + 2 <= body.length) at += 2 + body.readUInt16BE(at);
  }
  return certificates;
}
