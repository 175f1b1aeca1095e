import fc from "fast-check";
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { describe, expect, it } from "vitest";
import { createLiveSecrets } from "../../basics/live-secrets.ts";
import { createSecretMatcher, secretForms } from "../../basics/secret-forms.ts";
import { seededRandom } from "../../basics/seeded-random.ts";
import { compileRules } from "../../logging/redaction/compile-rules.ts";
import { generateCalls } from "../../sample-log/generate-calls.ts";
import { personalString, quotingCall, spellings, type Line } from "../../../test/support/quoting-calls.ts";
import { coverLog } from "./cover-log.ts";
import { createLogCover, type LogCoverOptions } from "./log-cover.ts";
import type { Switches } from "../manifest.ts";

const off: Switches = { texts: false, transcripts: false, audio: false, endpoints: false, ids: false };
const on: Switches = { texts: true, transcripts: true, audio: true, endpoints: true, ids: true };
const plain: LogCoverOptions = { switches: off, rules: [], scrub: (text) => text };

async function cover(lines: Line[], options: Partial<LogCoverOptions> = {}): Promise<string> {
  const log = new Blob(lines.map((line) => `${JSON.stringify(line)}\n`));
  const { part } = await coverLog(log, createLogCover({ ...plain, ...options }));
  return part.content.text();
}

describe("coverLog", () => {
  it("leaves none of 1,000 personal strings in any encoding with texts off", async () => {
    const random = seededRandom(7);
    const strings = Array.from({ length: 1000 }, (_, index) => personalString(index, random));
    const lines = strings.flatMap((personal, index) =>
      quotingCall(index, personal, spellings[index % spellings.length]!, index % 4 !== 3),
    );
    const covered = (await cover(lines)).trimEnd().split("\n");
    expect(covered).toHaveLength(lines.length);
    const leaked = strings.filter((personal, index) => {
      const { has } = createSecretMatcher([personal]);
      return covered.slice(2 * index, 2 * index + 2).some((line) => has(line));
    });
    expect(leaked.slice(0, 2).map((one) => covered[2 * strings.indexOf(one) + 1])).toEqual([]);
    const whole = covered.join("\n");
    expect(strings.filter((personal) => whole.includes(personal))).toEqual([]);
    expect(whole).not.toContain("customer-1.example");
  });

  it("leaves none of 1,000 secrets in use in any form, whatever the switches say", async () => {
    const random = seededRandom(11);
    const letters = "ABCDEFGHJKLMNPQRSTUVWXYZabcdefghkmnpqrstuvwxyz23456789-_";
    const draw = (): string =>
      Array.from({ length: 24 }, () => letters[Math.floor(random() * letters.length)]!).join("");
    for (let batch = 0; batch < 50; batch++) {
      const secrets = Array.from({ length: 20 }, draw);
      const live = createLiveSecrets();
      live.learn("token", ...secrets);
      const lines = secrets.flatMap((secret, index) => {
        const forms = secretForms(secret);
        const form = forms[(batch + index) % forms.length]!;
        return quotingCall(index, "nobody at all", () => `it was ${form}`);
      });
      const covered = await cover(lines, { switches: batch % 2 === 0 ? on : off, scrub: live.scrub });
      const { has } = createSecretMatcher(secrets);
      expect(covered.split("\n").filter((line) => has(line))).toEqual([]);
    }
  });

  it("leaves nothing that a rule names with everything on, escaped or encoded forms included", async () => {
    const rules = compileRules({ sets: ["email", "phone", "card"], own: [] });
    const values = ["anna.k@firma.example", "+7 916 123-45-67", "4111 1111 1111 1111"];
    const lines = values.flatMap((value, index) =>
      spellings.flatMap((spell, at) => quotingCall(index * 100 + at, value, spell)),
    );
    const covered = await cover(lines, { switches: on, rules });
    const { has } = createSecretMatcher(values);
    expect(covered.split("\n").filter((line) => has(line))).toEqual([]);
    expect(covered).toContain("[email]");
  });

  it("covers each kind whose switch is off and leaves every other as it is, for any switches", async () => {
    const kinds: Record<keyof Switches, [string, string]> = {
      texts: ["Съешь ещё этих булок, Зинаида", "Зинаида"],
      transcripts: ["перезвоните Маргарите завтра", "Маргарите"],
      audio: ["9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08", "9f86d081"],
      endpoints: ["speech.clinic-nord.example", "clinic-nord"],
      ids: ["acct-Zeta-7781", "Zeta"],
    };
    const lineWith = (quote: string): Line => ({
      timestamp: "2026-11-01T10:00:00.000Z",
      level: "ERROR",
      event: "request_error",
      request_id: "req_1795200000_0000_abc",
      endpoint: `https://${kinds.endpoints[0]}:8443/mts.TTS/Synthesize`,
      message: `failed for ${quote}`,
      request_data: { text: kinds.texts[0], account: kinds.ids[0], input_sha256: kinds.audio[0] },
      response_data: { transcript: kinds.transcripts[0] },
      session_id: "s",
      seq: 1,
    });
    await fc.assert(
      fc.asyncProperty(
        fc.record({
          texts: fc.boolean(),
          transcripts: fc.boolean(),
          audio: fc.boolean(),
          endpoints: fc.boolean(),
          ids: fc.boolean(),
        }),
        fc.constantFrom("texts", "transcripts", "endpoints", "ids"),
        fc.constantFrom(...spellings),
        async (switches, quoted, spell) => {
          const covered = await cover([lineWith(spell(kinds[quoted as keyof Switches][0]))], { switches });
          for (const [name, [value]] of Object.entries(kinds) as [keyof Switches, [string, string]][]) {
            if (switches[name]) expect(covered).toContain(value);
            else expect(createSecretMatcher([value]).has(covered), `${name} in ${covered}`).toBe(false);
          }
        },
      ),
      { numRuns: 200 },
    );
  });

  it("gives a value one pseudonym in a bundle, wherever it stands, and another in the next", async () => {
    const lines = [
      { request_id: "req_1_2_x", session_id: "abcd-session", message: "abcd-session began" },
      { request_id: "req_1_2_x", session_id: "abcd-session", data: { sessions: ["other-session", "abcd-session"] } },
    ];
    const read = async () =>
      (await cover(lines))
        .trimEnd()
        .split("\n")
        .map((line) => JSON.parse(line) as Line);
    const [[first, second], [again]] = [await read(), await read()];
    const session = first!["session_id"] as string;
    expect(session).toMatch(/^session_[0-9a-f]{10}$/);
    expect(first!["message"]).toBe(`${session} began`);
    expect(second).toMatchObject({ request_id: first!["request_id"], session_id: session });
    const { sessions } = second!["data"] as { sessions: string[] };
    expect(sessions[1]).toBe(session);
    expect(sessions[0]).not.toBe(session);
    expect(again!["session_id"]).not.toBe(session);
  });

  it("finds a value in a text that stands before its field", async () => {
    const covered = await cover([
      { message: "quota of customer-Omega is used up" },
      { message: "-", client_id: "customer-Omega" },
    ]);
    expect(covered).not.toContain("Omega");
  });

  it("changes no byte of a log when everything may leave and no rule is on", async () => {
    const lines = [...generateCalls(500, { seed: 4 })].map((event) => `${JSON.stringify(event)}\n`);
    const odd = '{"number":1.0,"big":12345678901234567890,"message":"\\u0041"}\n';
    const cover = createLogCover({ ...plain, switches: on });
    const { part, counts } = await coverLog(new Blob([...lines, odd]), cover);
    expect(await part.content.text()).toBe([...lines, odd].join(""));
    expect(counts.counts().lines).toBe(501);
    expect(cover.fields().filter(({ changed }) => changed > 0)).toEqual([]);
  });

  it("counts in its preview exactly what differs between the log and the file", async () => {
    const lines = [...generateCalls(1500, { seed: 9 })] as unknown as Line[];
    const cover = createLogCover(plain);
    const { part } = await coverLog(new Blob(lines.map((line) => `${JSON.stringify(line)}\n`)), cover);
    const after = (await part.content.text())
      .trimEnd()
      .split("\n")
      .map((line) => JSON.parse(line) as Line);
    const counts = new Map<string, [number, number]>();
    lines.forEach((line, index) => {
      const [before, now] = [leavesOf(line), leavesOf(after[index]!)];
      expect(now.map(([path]) => path)).toEqual(before.map(([path]) => path));
      before.forEach(([path, value], at) => {
        const [count, changed] = counts.get(path) ?? [0, 0];
        counts.set(path, [count + 1, changed + (now[at]![1] === value ? 0 : 1)]);
      });
    });
    const shown = cover.fields().map(({ path, count, changed }) => [path, [count, changed]]);
    expect(new Map(shown as [string, [number, number]][])).toEqual(counts);
    for (const { path, changed, before, after: example } of cover.fields()) {
      const pair = lines.some((line, index) => {
        const [was, is] = [leavesOf(line), leavesOf(after[index]!)];
        return was.some(
          ([at, value], place) => at === path && textOf(value) === before && textOf(is[place]![1]) === example,
        );
      });
      expect(pair, `${path}: ${before} -> ${example}`).toBe(true);
      expect(before === example).toBe(changed === 0);
    }
  });

  it("leaves out other spellings of an imported record and covers the record itself", async () => {
    const original = { user: "ivanov-ii", text: "личное сообщение", level: 30 };
    const record = { original, original_text: JSON.stringify(original), original_base64: "bGljaG5vZQ==" };
    const covered = JSON.parse(await cover([{ message: "m", ...record }])) as Line;
    expect(Object.keys(covered)).toEqual(["message", "original"]);
    expect(covered["original"]).toMatchObject({
      user: expect.stringMatching(/^client_/),
      text: expect.stringMatching(/^text_/),
      level: 30,
    });
  });

  it("holds no more than pieces of a log of 40 MB in memory", async () => {
    setFlagsFromString("--expose-gc");
    const gc = runInNewContext("gc") as () => void;
    const size = 40_000_000;
    const line = (at: number): string =>
      `${JSON.stringify({ request_id: `req_1795200000_${String(at)}`, message: "m", request_data: { text: `${String(at)} `.repeat(500) } })}\n`;
    let peak = 0;
    let written = 0;
    const log = {
      size,
      slice: (start: number, end: number) => ({
        arrayBuffer: () => {
          if (start % 4_194_304 === 0) {
            gc();
            const { heapUsed } = process.memoryUsage();
            if (start > 0) peak = Math.max(peak, heapUsed);
          }
          const text = line(start).repeat(Math.ceil((end - start) / line(start).length));
          written += text.length;
          return Promise.resolve(new TextEncoder().encode(text).buffer);
        },
      }),
    } as unknown as Blob;
    gc();
    const before = process.memoryUsage().heapUsed;
    const { counts } = await coverLog(log, createLogCover(plain));
    expect(written).toBeGreaterThan(2 * size);
    expect(counts.counts().lines).toBeGreaterThan(4_000);
    expect(peak - before).toBeLessThan(20_000_000);
  });

  it("ends with the signal", async () => {
    const abort = new AbortController();
    const log = new Blob(Array.from({ length: 20_000 }, () => `{"message":"${"a".repeat(50)}"}\n`));
    const onProgress = (): void => abort.abort();
    await expect(coverLog(log, createLogCover(plain), { onProgress }, abort.signal)).rejects.toThrow("aborted");
  });
});

/** The values of a line that are not containers, with their paths. */
function leavesOf(value: unknown, path = ""): [string, unknown][] {
  if (Array.isArray(value)) return value.flatMap((item) => leavesOf(item, `${path}[]`));
  if (typeof value !== "object" || value === null) return [[path, value]];
  return Object.entries(value).flatMap(([name, item]) => leavesOf(item, path === "" ? name : `${path}.${name}`));
}

const textOf = (value: unknown): string => {
  const text = typeof value === "string" ? value : JSON.stringify(value);
  return text.length <= 200 ? text : `${text.slice(0, 200)}…`;
};
