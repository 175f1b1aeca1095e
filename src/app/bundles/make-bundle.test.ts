import { strFromU8, unzipSync } from "fflate";
import { describe, expect, it } from "vitest";
import { openExploredLog } from "../../../test/support/open-explored-log.ts";
import { personalString, quotingCall, spellings } from "../../../test/support/quoting-calls.ts";
import { createLiveSecrets } from "../../basics/live-secrets.ts";
import { createSecretMatcher, secretForms } from "../../basics/secret-forms.ts";
import { seededRandom } from "../../basics/seeded-random.ts";
import type { Switches } from "../../bundle/manifest.ts";
import { readBundle } from "../../bundle/read/read-bundle.ts";
import { safeView } from "../../bundle/read/safe-view.ts";
import type { LogEvent } from "../../logging/log-event.ts";
import { compileRules } from "../../logging/redaction/compile-rules.ts";
import type { RedactionRule } from "../../logging/redaction/redaction-rules.ts";
import { maxQueryLength, parseQuery } from "../../query/parse-query.ts";
import { computedFields } from "../../query/match/computed-fields.ts";
import { settingsFrom } from "../../settings/settings.ts";
import { queryOf } from "../router/address.ts";
import type { GroupNotes } from "../error-groups/group-notes.ts";
import { makeBundle } from "./make-bundle.ts";

const off: Switches = { texts: false, transcripts: false, audio: false, endpoints: false, ids: false };
const on: Switches = { texts: true, transcripts: true, audio: true, endpoints: true, ids: true };

const ownBrowser = { userAgent: "Chrome", language: "ru", timeZone: "Europe/Moscow" };
const noNotes: GroupNotes = { version: 1, rules: [], states: [] };

/** What is put into a bundle beside its switches. */
interface Content {
  calls: Record<string, unknown>[];
  notes: GroupNotes;
  settings: Record<string, unknown>;
  query: string;
  scrub?: (text: string) => string;
  rules?: RedactionRule[];
}

/** A bundle as it is saved. */
async function saved(content: Content, switches: Switches, browser = ownBrowser): Promise<Blob> {
  const { calls, notes, settings, query, scrub = (text) => text, rules = [] } = content;
  const { engine } = await openExploredLog(calls as unknown as LogEvent[]);
  const { zip } = await makeBundle(
    {
      source: engine,
      openArchive: () => Promise.reject(new Error("no archive")),
      openInputs: () => Promise.reject(new Error("no inputs")),
      settings,
      notes,
      rules,
      scrub,
      version: "1.0.0",
      browser,
      origin: undefined,
      newId: () => "4f8f8d3c-5f3d-4a53-9b43-6b8f5f3f1c11",
      nowMs: () => Date.UTC(2026, 10, 2),
    },
    { kind: "range", view: "events", query: parseQuery(query).query, range: {}, hasOwnCalls: true },
    { ...switches, audio: false },
  );
  return zip;
}

/** Every entry of a bundle as it is saved, with its name; the bytes of the zip around them too. */
async function entries(content: Content, switches: Switches): Promise<Record<string, string>> {
  const zip = await saved(content, switches);
  const bytes = new Uint8Array(await zip.arrayBuffer());
  const files = Object.entries(unzipSync(bytes)).map(([path, entry]) => [path, strFromU8(entry)]);
  return { ...(Object.fromEntries(files) as Record<string, string>), zip: strFromU8(bytes, true) };
}

const groupOf = (line: Record<string, unknown>): string => `live / ${computedFields(line).error_group ?? ""}`;

/** What a person could have noted and set about calls. */
function besides(said: string[], groups: string[]): Pick<Content, "notes" | "settings"> {
  const stated = groups.slice(0, 400).map((key, at) => ({ key, note: `they said “${said[at]!}”` }));
  return {
    notes: {
      version: 1,
      rules: [
        { is: "merge", name: `“${said[1]!}”`, keys: groups.slice(0, 50) },
        { is: "split", key: groups[0]!, path: "request_data.text" },
        { is: "normalise", pattern: `“${said[2]!}” *`, word: "somebody" },
      ],
      states: stated.map(({ key, note }) => ({ key, note, state: "known", sinceMs: 0 })),
    },
    settings: settingsFrom({
      endpoint: "https://speech.customer-1.example",
      platformArchive: { baseUrl: "https://speech.customer-2.example", version: 3, clientId: said[3]! },
    }),
  };
}

describe("makeBundle", () => {
  it("has none of 1,000 personal strings in any entry or name with everything covered", async () => {
    const random = seededRandom(7);
    const strings = Array.from({ length: 1_000 }, (_, index) => personalString(index, random));
    const calls = strings.flatMap((personal, index) =>
      quotingCall(index, personal, spellings[index % spellings.length]!, index % 4 !== 3),
    );
    const groups = calls.filter(({ event }) => event === "request_error").map(groupOf);
    const content = { calls, ...besides(strings, groups), query: `level:error OR "${strings[5]!}"` };
    const files = await entries(content, off);
    expect(Object.keys(files)).toEqual(["manifest.json", "log.jsonl", "groups.json", "zip"]);
    for (const [name, text] of Object.entries(files)) {
      expect(strings.filter((personal) => text.includes(personal) || name.includes(personal))).toEqual([]);
      expect(text).not.toMatch(/customer-[012]\.example/);
    }
    for (const path of ["manifest.json", "groups.json"]) {
      const leaked = strings.filter((personal) => createSecretMatcher([personal]).has(files[path]!));
      expect(leaked, path).toEqual([]);
    }
  });

  it("has none of 1,000 secrets in use in any entry, whatever may leave", async () => {
    const random = seededRandom(11);
    const letters = "ABCDEFGHJKLMNPQRSTUVWXYZabcdefghkmnpqrstuvwxyz23456789-_";
    const draw = () => Array.from({ length: 24 }, () => letters[Math.floor(random() * letters.length)]!).join("");
    for (let batch = 0; batch < 10; batch++) {
      const secrets = Array.from({ length: 100 }, draw);
      const live = createLiveSecrets();
      live.learn("token", ...secrets);
      const spelled = secrets.map((secret, at) => {
        const forms = secretForms(secret);
        return forms[(batch * 7 + at) % forms.length]!;
      });
      const calls = spelled.flatMap((form, index) => quotingCall(index, "nobody at all", () => `it was ${form}`));
      const groups = calls.filter(({ event }) => event === "request_error").map(groupOf);
      const content = { calls, ...besides(spelled, groups), query: "level:error", scrub: live.scrub };
      const files = await entries(content, batch % 2 === 0 ? on : off);
      const { has } = createSecretMatcher(secrets);
      const leaking = Object.entries(files).filter(([name, text]) => has(name) || has(text));
      expect(leaking.map(([name]) => name)).toEqual([]);
    }
  });

  it("has nothing that a rule names in any entry, with everything else as it is", async () => {
    const random = seededRandom(3);
    const mails = Array.from(
      { length: 1_000 },
      (_, at) => `user.${String(at)}.${String(Math.floor(random() * 1e6))}@firma.example`,
    );
    const calls = mails.flatMap((mail, index) => quotingCall(index, mail, spellings[index % spellings.length]!));
    const groups = calls.filter(({ event }) => event === "request_error").map(groupOf);
    const rules = compileRules({ sets: ["email"], own: [] });
    const files = await entries({ calls, ...besides(mails, groups), query: `level:error OR ${mails[5]!}`, rules }, on);
    const { has } = createSecretMatcher(mails);
    expect(Object.entries(files).flatMap(([name, text]) => (has(name) || has(text) ? [name] : []))).toEqual([]);
    expect(files["manifest.json"]).toMatch(/"rules": \{\s+"email": \d{4}/);
  });

  const plain = { calls: quotingCall(0, "nobody", () => "nothing"), ...besides([], []), notes: noNotes };

  it("opens again with the longest filter, whatever its letters", async () => {
    for (const letter of ["ж", "語", '"', "😀"]) {
      const written = letter === '"' ? String.raw`\"` : letter;
      const words = written.repeat(Math.floor((maxQueryLength - 2) / written.length));
      const query = `"${words}"`;
      const { manifest } = await readBundle(await saved({ ...plain, query }, on));
      const address = `http://localhost${safeView(manifest.view)!}`;
      expect(parseQuery(queryOf(address, "q")).query).toEqual(parseQuery(query).query);
    }
  });

  it("opens again with a check of the health whose errors are very long", async () => {
    const error = "upstream ".repeat(3_000);
    const status = {
      timestamp: "2026-11-01T00:00:00.000Z",
      overall_status: "degraded",
      services: { TTS: { status: "unhealthy", error } },
    };
    const check = { ...plain.calls[0], event: "system_health_check_complete", data: { health_status: status } };
    const { manifest } = await readBundle(await saved({ ...plain, calls: [...plain.calls, check], query: "" }, on));
    expect(manifest.health?.services[0]?.error).toMatch(/^(?:upstream )+[a-z]*…$/);
  });

  it("refuses to save what its reader would refuse, and says which field it is", async () => {
    const settings = { numbers: Array.from({ length: 300_000 }, () => 7) };
    await expect(saved({ ...plain, settings, query: "" }, on)).rejects.toThrow(/^manifest\.json: \d+ bytes; at most/);
    const long = saved({ ...plain, query: "" }, on, { userAgent: "x".repeat(10_001), language: "", timeZone: "" });
    await expect(long).rejects.toThrow(/^manifest\.json: browser\.userAgent: /);
  });
});
