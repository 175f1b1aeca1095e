import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createAuthority } from "../support/servers/certificates.ts";
import { startCompanion, type Companion } from "../support/servers/companion.ts";
import { openTlsPlatform, type TlsPlatform } from "../support/servers/tls-platform.ts";

/** Client of the embedded platform's token endpoint; its secret stands for a real one here. */
export const secret = "demo-secret";

/** A console for a configured platform. Must be closed. */
export interface ConfiguredConsole {
  url: URL;
  console: Companion;
  /** The platform: another companion that requires tokens, behind TLS with HTTP/2 only. */
  platform: TlsPlatform;
  /** Rewrites config.ini with this secret. */
  writeConfig(clientSecret: string): Promise<void>;
  /** Output of the console so far. */
  printed(): string;
  close(): Promise<void>;
}

/** A platform that requires tokens, and the config.ini for it. */
export type ConfiguredPlatform = Pick<ConfiguredConsole, "platform" | "writeConfig"> & {
  configFile: string;
  /** Origin of the platform's archive. */
  archiveUrl: string;
};

/** Starts the platform; it ends with the stack. */
export async function openConfiguredPlatform(
  parts: AsyncDisposableStack,
  clientSecret: string,
): Promise<ConfiguredPlatform> {
  const folder = await mkdtemp(join(tmpdir(), "audiokit-configured-"));
  parts.defer(() => rm(folder, { recursive: true }));
  const authority = await createAuthority("Test authority");
  const authorityFile = join(folder, "ca.pem");
  await writeFile(authorityFile, authority.cert);

  const provider = start(parts, "--port", "0", "--require-token");
  const { port, href } = await provider.ready;
  // The platform requires client certificates of the same authority.
  const client = await authority.issue({ names: ["console"] });
  const [certificateFile, keyFile] = [join(folder, "client.pem"), join(folder, "client-key.pem")];
  await Promise.all([writeFile(certificateFile, client.cert), writeFile(keyFile, client.key)]);
  const identity = await authority.issue({ names: ["localhost"] });
  const platform = await openTlsPlatform(identity, Number(port), authority.cert);
  parts.defer(() => platform.close());
  const file = join(folder, "config.ini");
  const writeConfig = (value: string) =>
    writeFile(
      file,
      `# The platform of this test
api_address = localhost:${platform.port}
use_ssl = true
ca_cert_path = ${authorityFile}
cert_chain_path = ${certificateFile}
cert_private_key_path = ${keyFile}
client_id = demo-client
client_secret = "${value}"
sso_url = ${href}
realm = demo
iam_account = acc
iam_workspace = space
extra_metadata = "x-one=1,x-two=%two%"
`,
    );
  await writeConfig(clientSecret);
  return { platform, writeConfig, configFile: file, archiveUrl: new URL(href).origin };
}

/** Starts both programs; the console gets these arguments besides its config. */
export async function openConfiguredConsole(clientSecret: string, ...words: string[]): Promise<ConfiguredConsole> {
  await using parts = new AsyncDisposableStack();
  const { platform, writeConfig, configFile } = await openConfiguredPlatform(parts, clientSecret);
  let printed = "";
  const console = start(parts, "--port", "0", "--config", configFile, ...words);
  for (const stream of [console.child.stdout, console.child.stderr]) stream.on("data", (text) => (printed += text));
  const url = await console.ready;
  const opened = parts.move();
  return { url, console, platform, writeConfig, printed: () => printed, close: () => opened.disposeAsync() };
}

/** Starts a companion that ends with the stack. */
export function start(parts: AsyncDisposableStack, ...words: string[]): Companion {
  const companion = startCompanion(...words);
  parts.defer(async () => {
    if (companion.isAnyLeft()) companion.signal("SIGINT");
    await companion.ended;
  });
  return companion;
}

/** The command line and the environment of every process of a group. */
export async function whatOthersSee({ child }: Companion): Promise<string> {
  let seen = "";
  for (const pid of [child.pid, ...(await childrenOf(child.pid ?? 0))]) {
    for (const name of ["cmdline", "environ"]) seen += await readFile(`/proc/${pid}/${name}`, "utf8");
  }
  return seen;
}

async function childrenOf(pid: number): Promise<number[]> {
  const list = await readFile(`/proc/${pid}/task/${pid}/children`, "utf8");
  return list.trim().split(" ").map(Number);
}
