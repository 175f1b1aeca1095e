import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { describe, expect, it, onTestFinished } from "vitest";
import { helpText, readSettings, UsageError } from "./command-line.ts";

describe("readSettings", () => {
  it("has a default for everything", () => {
    expect(readSettings([])).toEqual({
      host: "127.0.0.1",
      port: 8080,
      dev: false,
      envoy: false,
      requireToken: false,
      asrCommands: [],
      asr: true,
      endpoints: [],
      alertWebhooks: [],
      servesMetrics: false,
      printEnvoyConfig: false,
      accessLog: false,
      corsOrigins: [],
      stopGraceMs: 8000,
      launchFiles: [],
      opensBrowser: false,
    });
  });

  it("reads every option in both spellings", () => {
    const words = "--port 0 --host=::1 --envoy --require-token --no-asr --asr-command".split(" ");
    expect(
      readSettings([
        ...words,
        "ru=cat - | heard --json",
        "--asr-command=big:de=x",
        "--allow-endpoint=https://a.example/x",
        "--alert-webhook=https://chat.example/hooks/a?b=1",
        "--otlp-endpoint=https://otlp.example/tenant/",
        "--stop-grace=60",
      ]),
    ).toEqual({
      host: "::1",
      port: 0,
      dev: false,
      envoy: true,
      requireToken: true,
      asrCommands: [
        { model: "command-ru", language: "ru", command: "cat - | heard --json" },
        { model: "big", language: "de", command: "x" },
      ],
      asr: false,
      endpoints: ["https://a.example"],
      alertWebhooks: ["https://chat.example/hooks/a?b=1"],
      otlpEndpoint: "https://otlp.example/tenant",
      servesMetrics: false,
      printEnvoyConfig: false,
      accessLog: false,
      corsOrigins: [],
      stopGraceMs: 60_000,
      launchFiles: [],
      opensBrowser: false,
    });
  });

  it("reads a file of presets, and names it with the place of a mistake", async () => {
    const folder = await mkdtemp(join(tmpdir(), "audiokit-presets-"));
    onTestFinished(() => rm(folder, { recursive: true }));
    const file = join(folder, "presets.json");
    await writeFile(file, '{"tts":[{"preset_name":"a","preset_version":1,"settings":{"voice_name":"gavrilov"}}]}');
    expect(readSettings(["--presets", file])).toMatchObject({ presets: { tts: [{ name: "a", version: 1 }], stt: [] } });
    await writeFile(file, '{"tts":[{"preset_name":"a","preset_version":0}]}');
    expect(() => readSettings(["--presets", file])).toThrow(`--presets ${file}: tts[0].preset_version: must be`);
    expect(() => readSettings(["--presets", join(folder, "none")])).toThrow(UsageError);
  });

  it("puts Envoy before a configured platform without being asked", () => {
    const words = "--config my.ini --cors-origin https://a.example/ --cors-origin=http://b.example:1 --access-log";
    expect(readSettings([...words.split(" "), "--print-envoy-config"])).toMatchObject({
      dev: false,
      envoy: true,
      configFile: "my.ini",
      printEnvoyConfig: true,
      accessLog: true,
      corsOrigins: ["https://a.example", "http://b.example:1"],
    });
  });

  it("reads where the platform's archive is, of a configured platform only", () => {
    const words = ["--archive-address", "https://archive.example/"];
    expect(readSettings(["--config", "a.ini", ...words])).toMatchObject({ archiveAddress: "https://archive.example" });
    expect(() => readSettings(words)).toThrow("--archive-address needs --config");
    expect(helpText).toContain("--archive-address ");
  });

  it("counts relative files from a folder", () => {
    expect(readSettings(["--config", "../my.ini"], "/home/me")).toMatchObject({ configFile: "/home/my.ini" });
    expect(readSettings(["--log-dir", "logs"], "/home/me")).toMatchObject({ logDir: "/home/me/logs" });
    expect(readSettings(["--config", "/etc/my.ini"], "/home/me")).toMatchObject({ configFile: "/etc/my.ini" });
    expect(() => readSettings(["--presets", "none.json"], "/home/me")).toThrow("--presets /home/me/none.json: ");
  });

  it("stands behind an Envoy that somebody else runs", () => {
    const words = "--config my.ini --behind-envoy http://127.0.0.1:8080/".split(" ");
    expect(readSettings(words)).toMatchObject({ configFile: "my.ini", behindEnvoy: "http://127.0.0.1:8080" });
  });

  it("opens files at a free port, unless one is named, and a browser unless told not to", () => {
    const file = resolve("package.json");
    expect(readSettings(["package.json"], process.cwd())).toMatchObject({
      ...{ port: 0, launchFiles: [file], opensBrowser: true },
    });
    expect(readSettings(["--no-open", file, "--port=8081", file])).toMatchObject({
      ...{ port: 8081, launchFiles: [file, file], opensBrowser: false },
    });
  });

  it("answers help and version beside other options", () => {
    expect(readSettings(["--port", "99", "--help"])).toBe("help");
    expect(readSettings(["--port", "99", "--version"])).toBe("version");
  });

  it.each([
    [["--prot", "1"], "unknown option: --prot"],
    [["-p", "1"], "unknown option: -p"],
    [["--constructor"], "unknown option: --constructor"],
    [["8080"], "cannot open 8080: there is no such file"],
    [["."], "cannot open .: it is a folder"],
    [["package.json/customer.jsonl"], "cannot open package.json/customer.jsonl: there is no such file"],
    [
      ["--host", "0.0.0.0", "package.json"],
      "files are opened on this machine only: leave --host and --behind-envoy out",
    ],
    [["--port"], "--port needs a value"],
    [["--port="], "--port needs a value"],
    [["--port", "--envoy"], "--port needs a value"],
    [["--port", "eighty"], "--port must be a whole number from 0 to 65535, got: eighty"],
    [["--port", "65536"], "--port must be a whole number from 0 to 65535, got: 65536"],
    [["--port", "-1"], "--port must be a whole number from 0 to 65535, got: -1"],
    [["--stop-grace", "3601"], "--stop-grace must be a whole number of seconds from 0 to 3600, got: 3601"],
    [["--stop-grace", "1m"], "--stop-grace must be a whole number of seconds from 0 to 3600, got: 1m"],
    [["--port", "80.5"], "--port must be a whole number from 0 to 65535, got: 80.5"],
    [["--host"], "--host needs a value"],
    [["--log-dir"], "--log-dir needs a value"],
    [["--allow-endpoint", "speech.example"], "--allow-endpoint must be an http or https address, got: speech.example"],
    [["--allow-endpoint", "file:///x"], "--allow-endpoint must be an http or https address, got: file:///x"],
    [["--alert-webhook", "chat.example"], "--alert-webhook must be an http or https address, got: chat.example"],
    [["--otlp-endpoint", "otlp:4318"], "--otlp-endpoint must be an http or https address, got: otlp:4318"],
    [["--otlp-endpoint", "http://a/?b=1"], "--otlp-endpoint must end with its path, got: http://a/?b=1"],
    [
      ["--otlp-endpoint", "http://user:s3cret@a/"],
      "--otlp-endpoint must hold no password: put headers into AUDIOKIT_OTLP_HEADERS",
    ],
    [["--cors-origin", "https://a.example"], "--cors-origin needs --config"],
    [["--access-log"], "--access-log needs --envoy"],
    [["--behind-envoy", "http://a.example"], "--behind-envoy needs --config"],
    [["--print-envoy-config"], "--print-envoy-config needs --config"],
    [["--config", "a.ini", "--no-asr"], "--no-asr is for the embedded platform, not for --config"],
    [["--config", "a.ini", "--cors-origin", "*"], "--cors-origin must be an http or https address, got: *"],
    [["--envoy=yes"], "--envoy takes no value, got: yes"],
    [["--no-asr=false"], "--no-asr takes no value, got: false"],
    [["--asr-command", "whisper"], "--asr-command must be LANGUAGE=COMMAND or MODEL:LANGUAGE=COMMAND, got: whisper"],
  ])("refuses %j: %s", (words, message) => {
    expect(() => readSettings(words)).toThrow(new UsageError(message));
  });
});

describe("helpText", () => {
  it("names every option", () => {
    const names =
      "port host envoy require-token asr-command no-asr allow-endpoint alert-webhook otlp-endpoint log-dir no-open version help";
    for (const name of [
      ...names.split(" "),
      "config",
      "cors-origin",
      "access-log",
      "print-envoy-config",
      "behind-envoy",
    ]) {
      expect(helpText).toContain(`--${name} `);
    }
  });
});
