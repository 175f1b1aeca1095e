import { createPrivateKey, X509Certificate } from "node:crypto";
import { readFile } from "node:fs/promises";
import { resolve } from "node:path";
import { readIniLines, type IniProblem } from "../../platform-config/ini-lines.ts";

/** Something to say of a line of `config.ini`. */
export type ToldProblem = Pick<IniProblem, "line" | "key" | "message">;

const certificate = { mark: /^-----BEGIN (?:TRUSTED )?CERTIFICATE-----/m, what: "certificate" };
/** What a PEM file must contain for its key. */
const pemKeys: Record<string, { mark: RegExp; what: string }> = {
  ca_cert_path: certificate,
  cert_private_key_path: { mark: /^-----BEGIN [A-Z ]*PRIVATE KEY-----/m, what: "private key" },
  cert_chain_path: certificate,
};
const certificateFile = /\.(?:pem|crt|cer|key)$/i;
const encryptedKey = /^-----BEGIN ENCRYPTED|^Proc-Type: 4,ENCRYPTED/m;
const oneCertificate = /-----BEGIN (?:TRUSTED )?CERTIFICATE-----[\s\S]*?-----END (?:TRUSTED )?CERTIFICATE-----/g;

interface PemFile {
  line: number;
  key: string;
  text: string;
}

/**
 * Checks the PEM files that a `config.ini` names: that they are there and hold what their key says, and that certificate and private
 * key belong together. A certificate whose time is over is a warning: a server may take it, and the page says what became of it.
 *
 * @param folder where relative paths count from
 */
export async function checkPemFiles(
  source: string,
  folder: string,
): Promise<{ problems: ToldProblem[]; warnings: ToldProblem[] }> {
  const problems: ToldProblem[] = [];
  const good: PemFile[] = [];
  for (const { line, key, value } of readIniLines(source).entries) {
    const wanted = Object.hasOwn(pemKeys, key) ? pemKeys[key] : undefined;
    if (wanted === undefined || value === "") continue;
    const path = resolve(folder, value);
    const read = await readFile(path, "latin1").then(
      (text) => ({ text, why: uselessBecause(text, wanted) }),
      (error: NodeJS.ErrnoException) => ({ text: "", why: whyUnread(error) }),
    );
    // Anything else in the place of a path may be a secret, which is not to be repeated.
    const told = certificateFile.test(value) ? `names ${path}, but ${read.why}` : `names no usable file: ${read.why}`;
    if (read.why === undefined) good.push({ line, key, text: read.text });
    else problems.push({ line, key, message: told });
  }
  const mismatch = foreignKey(good);
  return { problems: mismatch ? [...problems, mismatch] : problems, warnings: good.flatMap(untimely) };
}

/** Why a file cannot be read, in words. */
export function whyUnread({ code, message }: NodeJS.ErrnoException): string {
  switch (code) {
    case "ENOENT":
      return "there is no such file";
    case "EISDIR":
      return "it is a folder";
    case "EACCES":
      return "this user may not read it";
    default:
      return `it cannot be read (${code ?? message})`;
  }
}

function uselessBecause(text: string, { mark, what }: { mark: RegExp; what: string }): string | undefined {
  if (!mark.test(text)) return `there is no ${what} in it (PEM)`;
  if (encryptedKey.test(text)) return "it is encrypted, and nobody is there to type its password";
  try {
    if (what === "certificate") certificatesIn(text);
    else createPrivateKey(text);
    return undefined;
  } catch {
    return `the ${what} in it is damaged`;
  }
}

function certificatesIn(text: string): X509Certificate[] {
  return (text.match(oneCertificate) ?? []).map((one) => new X509Certificate(one));
}

function foreignKey(files: PemFile[]): ToldProblem | undefined {
  const chain = files.find(({ key }) => key === "cert_chain_path");
  const own = files.find(({ key }) => key === "cert_private_key_path");
  const [first] = chain ? certificatesIn(chain.text) : [];
  if (!first || !own || first.checkPrivateKey(createPrivateKey(own.text))) return undefined;
  const message = "is the key of another certificate than the first one of cert_chain_path";
  return { line: own.line, key: own.key, message };
}

/** Of authorities one that is good is enough; of a chain the first certificate is ours. */
function untimely({ line, key, text }: PemFile): ToldProblem[] {
  if (key === "cert_private_key_path") return [];
  const all = certificatesIn(text);
  const asked = key === "ca_cert_path" ? all : all.slice(0, 1);
  const whys = asked.map(whyUntimely);
  const [why] = whys;
  return why === undefined || whys.includes(undefined) ? [] : [{ line, key, message: why }];
}

function whyUntimely({ subject, validFromDate, validToDate }: X509Certificate): string | undefined {
  const name = subject.replaceAll("\n", ", ");
  const now = Date.now();
  if (validToDate.getTime() < now) return `the certificate ${name} ended on ${validToDate.toISOString()}`;
  if (validFromDate.getTime() > now)
    return `the certificate ${name} is not valid before ${validFromDate.toISOString()}`;
  return undefined;
}
