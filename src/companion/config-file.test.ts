import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
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
    await writeFile(authority, "");
    const config = await read(["api_address = speech.example", "use_ssl = true", `ca_cert_path = ${authority}`]);
    expect(config).toMatchObject({ apiHost: "speech.example", apiPort: 443, caCertPath: authority });
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

  it("says that the file itself is not there", async () => {
    const failure = await readConfigFile(join(folder, "none.ini")).catch((error: unknown) => error);
    expect(failure).toEqual(new ConfigError(`${join(folder, "none.ini")}: cannot be read: ENOENT`));
  });
});
