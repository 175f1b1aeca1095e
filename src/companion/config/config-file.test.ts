import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createAuthority } from "../../../test/support/servers/certificates.ts";
import { ConfigError, readConfigFile } from "./config-file.ts";

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "config-file-"));
});
afterAll(() => rm(folder, { recursive: true }));

async function read(lines: string[]) {
  const file = join(folder, "config.ini");
  await writeFile(file, lines.join("\n"));
  return readConfigFile(file).catch((error: unknown) => error);
}

describe("readConfigFile", () => {
  it("reads a config whose files are there", async () => {
    const authority = join(folder, "ca.pem");
    await writeFile(authority, (await createAuthority("Test authority")).cert);
    const config = await read(["api_address = speech.example", "use_ssl = true", `ca_cert_path = ${authority}`]);
    expect(config).toMatchObject({ apiHost: "speech.example", apiPort: 443, caCertPath: authority });
  });

  it("counts the paths in it from its own folder, and names the full path that it tried", async () => {
    await writeFile(join(folder, "near.pem"), (await createAuthority("Test authority")).cert);
    const lines = ["api_address = speech.example", "use_ssl = true"];
    expect(await read([...lines, "ca_cert_path = ./near.pem"])).toMatchObject({ caCertPath: join(folder, "near.pem") });
    expect(await read([...lines, "ca_cert_path = certs/ca.pem"])).toEqual(
      new ConfigError(
        `${join(folder, "config.ini")}:3 ca_cert_path: names ${join(folder, "certs/ca.pem")}, but there is no such file`,
      ),
    );
  });

  it("takes the secret from a file that the environment names, and says which one is missing", async () => {
    const file = join(folder, "config.ini");
    const secretFile = join(folder, "secret");
    const login = "sso_url = https://sso.example\nrealm = r\nclient_id = c\n";
    await writeFile(file, `api_address = speech.example\nuse_ssl = true\n${login}`);
    await writeFile(secretFile, "from the file\n");
    const env = { AUDIOGRAM_CLIENT_SECRET_FILE: secretFile };
    expect(await readConfigFile(file, env)).toMatchObject({ clientId: "c", clientSecret: "from the file" });
    await rm(secretFile);
    await expect(readConfigFile(file, env)).rejects.toThrow(
      new ConfigError(`AUDIOGRAM_CLIENT_SECRET_FILE names ${secretFile}, which cannot be read (ENOENT)`),
    );
  });

  it("takes the client from the environment, in the place of what the file says", async () => {
    const file = join(folder, "config.ini");
    const env = { AUDIOGRAM_CLIENT_ID: "from-env", AUDIOGRAM_CLIENT_SECRET: "secret-of-env" };
    const common = "api_address = speech.example\nuse_ssl = true\nsso_url = https://sso.example\nrealm = r\n";
    for (const client of ["", "client_id = other\nclient_secret = hunter2\n", "client_id =\nclient_secret =\n"]) {
      await writeFile(file, common + client);
      const config = await readConfigFile(file, env);
      expect(config).toMatchObject({ clientId: "from-env", clientSecret: "secret-of-env" });
    }
    const alone = await readConfigFile(file, {
      AUDIOGRAM_CLIENT_SECRET: "secret-of-env",
      AUDIOGRAM_CLIENT_ID: "",
    }).catch((error: unknown) => error);
    expect((alone as Error).message).toMatch(/client_id: /);
    expect((alone as Error).message).not.toContain("secret-of-env");
    await writeFile(file, "");
    await expect(readConfigFile(file, env)).rejects.toThrow(ConfigError);
  });

  it("names every problem with its file, line and key, in the order of the lines", async () => {
    const failure = await read([
      "api_address = speech.example",
      `ca_cert_path = ${join(folder, "gone.pem")}`,
      "use_ssl = yes",
      "api_adress = x",
      "client_secret = hunter2",
      "hunter2",
    ]);
    expect(failure).toBeInstanceOf(ConfigError);
    const { message } = failure as ConfigError;
    const file = join(folder, "config.ini");
    expect(message.split("\n").map((line) => line.split(": ", 1)[0])).toEqual([
      `${file}:2 ca_cert_path`,
      `${file}:3 use_ssl`,
      `${file}:4 api_adress`,
      `${file}:5 client_id`,
      `${file}:6`,
    ]);
    expect(message).not.toContain("hunter2");
  });

  it("repeats no path that may be a secret in its place", async () => {
    const file = join(folder, "config.ini");
    await writeFile(file, "api_address = a\nuse_ssl = true\nca_cert_path = hunter2secret\n");
    const failure = await readConfigFile(file).catch((error: unknown) => error);
    expect((failure as ConfigError).message).toBe(
      `${file}:3 ca_cert_path: names no usable file: there is no such file`,
    );
  });

  it("says of a file that it names why it is of no use", async () => {
    const { cert, key } = await (await createAuthority("Test authority")).issue({ names: ["console"] });
    const files = {
      "empty.pem": "",
      "chain.pem": cert,
      "encrypted.pem": key.replaceAll("PRIVATE KEY", "ENCRYPTED PRIVATE KEY"),
    };
    for (const [name, text] of Object.entries(files)) await writeFile(join(folder, name), text);
    const whole = ["api_address = speech.example", "use_ssl = true"];
    const told = async (ca: string, chain: string, key: string) => {
      const lines = { ca_cert_path: ca, cert_chain_path: chain, cert_private_key_path: key };
      const failure = await read([
        ...whole,
        ...Object.entries(lines).map(([name, file]) => `${name} = ${join(folder, file)}`),
      ]);
      return (failure as ConfigError).message.replaceAll(`${folder}/`, "").split("\n");
    };
    expect(await told("", "chain.pem", "encrypted.pem")).toEqual([
      "config.ini:3 ca_cert_path: names no usable file: it is a folder",
      "config.ini:5 cert_private_key_path: names encrypted.pem, but it is encrypted, and nobody is there to type its password",
    ]);
    expect(await told("empty.pem", "encrypted.pem", "chain.pem")).toEqual([
      "config.ini:3 ca_cert_path: names empty.pem, but there is no certificate in it (PEM)",
      "config.ini:4 cert_chain_path: names encrypted.pem, but there is no certificate in it (PEM)",
      "config.ini:5 cert_private_key_path: names chain.pem, but there is no private key in it (PEM)",
    ]);
  });

  it("says that a private key is of another certificate, and what is damaged", async () => {
    const authority = await createAuthority("Test authority");
    const [one, other] = [await authority.issue({ names: ["one"] }), await authority.issue({ names: ["other"] })];
    await writeFile(join(folder, "one.pem"), one.cert);
    await writeFile(join(folder, "key.pem"), other.key);
    const lines = ["api_address = speech.example", "use_ssl = true", "cert_chain_path = one.pem"];
    const told = async () => ((await read([...lines, "cert_private_key_path = key.pem"])) as Error).message.split("\n");
    expect(await told()).toEqual([
      `${folder}/config.ini:4 cert_private_key_path: is the key of another certificate than the first one of cert_chain_path`,
    ]);
    await writeFile(join(folder, "one.pem"), one.cert.replace(/^M.*$/m, "MIIB"));
    expect(await told()).toEqual([
      `${folder}/config.ini:3 cert_chain_path: names ${folder}/one.pem, but the certificate in it is damaged`,
    ]);
  });

  it("warns of certificates whose time is over or has not begun, with the line that names them", async () => {
    const authority = await createAuthority("Test authority");
    const day = 86_400_000;
    const own = {
      names: ["console"],
      notAfter: new Date(Date.UTC(2026, 0, 2)),
      notBefore: new Date(Date.UTC(2026, 0, 1)),
    };
    const { cert, key } = await authority.issue(own);
    const early = await authority.issue({ names: ["early"], notBefore: new Date(Date.now() + day / 2) });
    const files = { "client.pem": cert, "client-key.pem": key, "ca.pem": `${early.cert}\n${cert}` };
    for (const [name, text] of Object.entries(files)) await writeFile(join(folder, name), text);
    const file = join(folder, "config.ini");
    const lines = ["ca_cert_path = ca.pem", "cert_chain_path = client.pem", "cert_private_key_path = client-key.pem"];
    await writeFile(file, ["api_address = a", "use_ssl = true", ...lines].join("\n"));
    const warnings: string[] = [];
    await readConfigFile(file, {}, (line) => warnings.push(line));
    expect(warnings).toEqual([
      expect.stringMatching(/config\.ini:3 ca_cert_path: the certificate CN=early is not valid before 20/),
      `${file}:4 cert_chain_path: the certificate CN=console ended on 2026-01-02T00:00:00.000Z`,
    ]);
    await writeFile(join(folder, "ca.pem"), `${early.cert}\n${authority.cert}`);
    warnings.length = 0;
    await readConfigFile(file, {}, (line) => warnings.push(line));
    expect(warnings).toHaveLength(1);
  });

  it("names twenty of many wrong lines, and how many more there are", async () => {
    const failure = (await read(["use_ssl = true", ...Array<string>(100).fill("words")])) as ConfigError;
    const lines = failure.message.split("\n");
    expect(lines).toHaveLength(21);
    expect(lines.at(-1)).toBe(`${join(folder, "config.ini")}: and 81 more`);
  });

  it("says why the file itself cannot be read", async () => {
    const told = (file: string) => readConfigFile(file).catch((error: unknown) => error);
    const gone = join(folder, "none.ini");
    expect(await told(gone)).toEqual(new ConfigError(`${gone}: there is no such file`));
    expect(await told(folder)).toEqual(new ConfigError(`${folder}: it is a folder`));
    const large = join(folder, "large.ini");
    await writeFile(large, "# words\n".repeat(1e6));
    expect(await told(large)).toEqual(new ConfigError(`${large}: is no config.ini: it is larger than 64 kB`));
  });
});
