import { coverLog } from "../../bundle/cover/cover-log.ts";
import type { FieldTally } from "../../bundle/cover/field-tally.ts";
import { createLogCover, type LogCover } from "../../bundle/cover/log-cover.ts";
import { logFingerprint } from "../../bundle/write/log-fingerprint.ts";
import { bundleVersion, partPaths, type BundlePart, type Manifest, type Switches } from "../../bundle/manifest.ts";
import { createPartWriter, type WrittenPart } from "../../bundle/write/part-writer.ts";
import { writeBundle } from "../../bundle/write/write-bundle.ts";
import type { WavFormat } from "../../audio/wav.ts";
import type { LogEvent } from "../../logging/log-event.ts";
import type { RedactionRule } from "../../logging/redaction/redaction-rules.ts";
import type { LogReader } from "../../store/log-store.ts";
import type { GroupNotes } from "../error-groups/group-notes.ts";
import { sentSoundFormat } from "../replay/sent-sound-format.ts";
import { bundleSounds, type BundleSoundSources } from "./bundle-sounds.ts";
import { chosenRows, type BundleChoice } from "./chosen-rows.ts";
import { coveredHealth } from "./covered-health.ts";
import { coveredNotes } from "./covered-notes.ts";
import { coveredRequestId, coveredView } from "./covered-view.ts";
import { readLastChecks } from "./last-checks.ts";

/** What a bundle is made from. */
export interface MakeBundleDeps extends BundleSoundSources {
  source: Pick<LogReader, "exportRows" | "exploreRows">;
  /** Of this browser; undefined for a log that is not of this browser. */
  settings: Record<string, unknown> | undefined;
  notes: GroupNotes;
  rules: readonly RedactionRule[];
  /** Takes the secrets in use out of a text. */
  scrub: (text: string) => string;
  /** Of the console. */
  version: string;
  browser: Manifest["browser"];
  /** Fingerprint of the imported log that it is taken from. */
  origin: string | undefined;
  /** The newest hash of the chain of the log; null where there is none yet. Default: it has no chain. */
  chainHead?: (() => Promise<string | null>) | undefined;
  newId: () => string;
  nowMs: () => number;
  /** Default: the browser's. */
  random?: Pick<typeof crypto, "getRandomValues">;
}

/** A bundle that may be looked at and saved. */
export interface MadeBundle {
  manifest: Manifest;
  /** The file as it is saved. */
  zip: Blob;
  /** What leaves of each field of the log. */
  fields: FieldTally[];
  parts: WrittenPart[];
  /** How often each redaction rule took something out, by the name that it has here. */
  rules: { name: string; count: number }[];
}

/** Steps of the work with their shares of the time. */
const steps = { collect: 0.2, cover: 0.6, pack: 0.2 };

/**
 * Makes a bundle: collects the chosen lines, covers them and what belongs to them, and packs it. What is shown of it is read
 * from the file.
 *
 * @param onProgress told which share of the work is done, from 0 to 1
 * @throws DOMException `AbortError` when the signal aborts
 * @throws RangeError when a reader would refuse it, with what is too long, or when it would have 4 GB or more
 */
export async function makeBundle(
  deps: MakeBundleDeps,
  choice: BundleChoice,
  switches: Switches,
  onProgress?: (share: number) => void,
  signal?: AbortSignal,
): Promise<MadeBundle> {
  const { rules, scrub, random } = deps;
  const collected = ({ done, total }: { done: number; total: number }): void =>
    onProgress?.((steps.collect * done) / Math.max(1, total));
  const lines = await deps.source.exportRows(chosenRows(choice), { is: "jsonl" }, collected, signal);
  const cover = createLogCover({ switches, rules, scrub, ...(random && { random }) });
  const calls = new Map<string, WavFormat | undefined>();
  const log = await coverLog(
    lines,
    cover,
    {
      onProgress: (share) => onProgress?.(steps.collect + steps.cover * share),
      onLine: (line) => {
        const { request_id: id } = line;
        if (!switches.audio || typeof id !== "string") return;
        calls.set(id, calls.get(id) ?? sentSoundFormat(line as unknown as LogEvent));
      },
    },
    signal,
  );
  const sounds = await bundleSounds(deps, calls, (id) => coveredRequestId(id, cover), signal);
  const parts = [log.part, ...notesPart(deps.notes, cover), ...sounds];
  const { health, connection } = await readLastChecks(deps.source, endOf(choice), signal);
  const fingerprint = await logFingerprint(log.part.content);
  const chainHead = await deps.chainHead?.();
  const manifest: Manifest = {
    format: "audiokit-bundle",
    version: bundleVersion,
    id: deps.newId(),
    madeAt: new Date(deps.nowMs()).toISOString(),
    console: { version: deps.version },
    browser: deps.browser,
    ...(deps.settings && { settings: cover.data(deps.settings) }),
    scope: { ...coveredScope(choice, cover), ...log.counts.span() },
    view: coveredView(choice, cover),
    log: {
      ...(fingerprint !== undefined && { fingerprint }),
      ...(deps.origin !== undefined && { origin: deps.origin }),
      ...(chainHead && { chainHead }),
    },
    counts: log.counts.counts(),
    gaps: log.counts.gaps(),
    ...(health && { health: coveredHealth(health, cover) }),
    ...(connection && { connection: cover.data({ at: connection.timestamp, ...connection.data }) }),
    switches,
    redaction: cover.redaction(),
    parts: parts.map(withoutContent),
  };
  const packed = (share: number): void => onProgress?.(steps.collect + steps.cover + steps.pack * share);
  const zip = await writeBundle(manifest, parts, packed, signal);
  return { manifest, zip, fields: cover.fields(), parts, rules: cover.ruleCounts() };
}

function withoutContent({ path, sizeBytes, sha256, lines, calls }: WrittenPart): BundlePart {
  return { path, sizeBytes, sha256, ...(lines !== undefined && { lines }), ...(calls && { calls }) };
}

function notesPart(notes: GroupNotes, cover: LogCover): WrittenPart[] {
  if (notes.rules.length + notes.states.length === 0) return [];
  const writer = createPartWriter(partPaths.groups);
  writer.add(`${JSON.stringify(coveredNotes(notes, cover), null, 2)}\n`);
  return [writer.finish()];
}

function coveredScope(choice: BundleChoice, cover: LogCover): Pick<Manifest["scope"], "kind" | "key" | "requestId"> {
  switch (choice.kind) {
    case "range":
      return { kind: "range" };
    case "group":
      return { kind: "group", key: cover.groupKey(choice.key) };
    case "call":
      return { kind: "call", requestId: coveredRequestId(choice.requestId, cover) };
  }
}

function endOf(choice: BundleChoice): number | undefined {
  return choice.kind === "call" ? undefined : choice.kind === "group" ? choice.scope.range.toMs : choice.range.toMs;
}
