import "reflect-metadata"; // @peculiar/x509 expects it
import { X509Certificate as NodeCertificate } from "node:crypto";
import {
  BasicConstraintsExtension,
  cryptoProvider,
  type Extension,
  ExtendedKeyUsageExtension,
  SubjectAlternativeNameExtension,
  type X509Certificate,
  X509CertificateGenerator,
} from "@peculiar/x509";

/** A certificate and its private key, both as PEM. */
export interface Identity {
  cert: string;
  key: string;
}

export interface Authority extends Identity {
  /** Issues a server certificate. */
  issue(options: IssueOptions): Promise<Identity>;
  /** Issues the certificate of an authority under this one. */
  issueAuthority(name: string): Promise<Authority>;
}

export interface IssueOptions {
  /** DNS names or IP addresses that the certificate is valid for; none leaves the common name alone. */
  names: string[];
  /** Extended key usages by their numbers; default: any use. */
  usages?: string[];
  /** Default: a day ago to a day from now. */
  notBefore?: Date;
  notAfter?: Date;
}

const algorithm = { name: "ECDSA", namedCurve: "P-256", hash: "SHA-256" };
const dayMs = 86_400_000;

/** Creates a certificate authority that is valid for two days. */
export async function createAuthority(name: string): Promise<Authority> {
  cryptoProvider.set(crypto);
  const keys = await crypto.subtle.generateKey(algorithm, true, ["sign", "verify"]);
  const own = await X509CertificateGenerator.createSelfSigned({
    name: `CN=${name}`,
    keys,
    signingAlgorithm: algorithm,
    notBefore: new Date(Date.now() - dayMs),
    notAfter: new Date(Date.now() + dayMs),
    extensions: [new BasicConstraintsExtension(true, undefined, true)],
  });
  return authorityOf(own, keys);
}

async function authorityOf(own: X509Certificate, keys: CryptoKeyPair): Promise<Authority> {
  const create = (subject: string, publicKey: CryptoKey, extensions: Extension[], dates: Partial<IssueOptions> = {}) =>
    X509CertificateGenerator.create({
      subject,
      issuer: own.subject,
      publicKey,
      signingKey: keys.privateKey,
      signingAlgorithm: algorithm,
      notBefore: dates.notBefore ?? new Date(Date.now() - dayMs),
      notAfter: dates.notAfter ?? new Date(Date.now() + dayMs),
      extensions,
    });
  return {
    cert: own.toString("pem"),
    key: await pemOf(keys.privateKey),
    async issue({ names, usages, ...dates }) {
      const serverKeys = await crypto.subtle.generateKey(algorithm, true, ["sign", "verify"]);
      const alternatives = names.map((value) => ({
        type: /^[\d.]+$|:/.test(value) ? ("ip" as const) : ("dns" as const),
        value,
      }));
      const certificate = await create(
        `CN=${names[0] ?? "server"}`,
        serverKeys.publicKey,
        [
          new BasicConstraintsExtension(false),
          ...(names.length > 0 ? [new SubjectAlternativeNameExtension(alternatives)] : []),
          ...(usages ? [new ExtendedKeyUsageExtension(usages)] : []),
        ],
        dates,
      );
      return { cert: certificate.toString("pem"), key: await pemOf(serverKeys.privateKey) };
    },
    async issueAuthority(name) {
      const itsKeys = await crypto.subtle.generateKey(algorithm, true, ["sign", "verify"]);
      const extensions = [new BasicConstraintsExtension(true, undefined, true)];
      return authorityOf(await create(`CN=${name}`, itsKeys.publicKey, extensions), itsKeys);
    },
  };
}

async function pemOf(key: CryptoKey): Promise<string> {
  const bytes = Buffer.from(await crypto.subtle.exportKey("pkcs8", key)).toString("base64");
  return `-----BEGIN PRIVATE KEY-----\n${bytes.replace(/(.{64})/g, "$1\n").trim()}\n-----END PRIVATE KEY-----\n`;
}

/** SHA-256 fingerprint of a certificate: hex with colons. */
export function fingerprintOf(cert: string): string {
  return new NodeCertificate(cert).fingerprint256;
}
