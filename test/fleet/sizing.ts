/**
 * What was measured on one machine of two cores (AMD EPYC, shared with other work; the Collector had one of them). Times are processor
 * time, which other work changes little. Made again by `npm run fleet:calls` and `npm run fleet`.
 */
export const measured = {
  /** Of the generated log, whose pages also log other events than calls. */
  recordsPerCall: 2.03,
  /** Of 40 real calls of the embedded platform: synthesis, streamed synthesis, recognition, models. */
  otlpBytesPerRecord: 2_305,
  /** The body of a request with the two records of one such call, compressed. */
  gzipBytesPerCallAlone: 1_099,
  /** Of the generated log, in batches of 1,000, compressed. */
  gzipBytesPerRecordInBatch: 119,
  /** Line and metadata, as Loki counts them, of the same real calls. */
  lokiBytesPerRecord: 1_287,
  /** The Collector's time for a request with one call, eight requests at a time, in milliseconds. */
  collectorMsPerCall: { atOnce: 1.076, inBatches: 0.432 },
  /** The Collector's time for 1,000 records in one request, at once, in milliseconds. */
  collectorMsPerThousand: 57,
} as const;

/** How people use the console; nobody measured that. */
export const assumed = {
  /** Calls of one person in an hour of work: one in two minutes. */
  callsPerHour: 30,
  hoursPerDay: 8,
  /** The busiest hour has so many times as many. */
  peak: 2,
} as const;

/** A vendor's statement: log records per second and core of a Collector. */
export const vendorRecordsPerCore = 10_000;
/** Loki as one process: bytes per day, by its documentation. */
export const lokiOneProcessBytes = 20e9;

const catchUpSeconds = 600;

/** What some browsers send, and what it needs, in the busiest hour. */
export interface Sizing {
  browsers: number;
  callsPerSecond: number;
  recordsPerSecond: number;
  /** Compressed bodies, if each call is shipped alone. */
  bytesPerSecond: number;
  collectorCores: { atOnce: number; inBatches: number };
  vendorCores: number;
  /** To take within ten minutes what was logged in an hour without a Collector, in batches of the outboxes. */
  catchUpCores: number;
  lokiBytesPerSecond: number;
  lokiBytesPerDay: number;
}

/** Computes it. */
export function sizingOf(browsers: number): Sizing {
  const callsPerDay = browsers * assumed.callsPerHour * assumed.hoursPerDay;
  const callsPerSecond = (browsers * assumed.callsPerHour * assumed.peak) / 3600;
  const { recordsPerCall, collectorMsPerCall } = measured;
  const coresFor = (msPerCall: number) => (callsPerSecond * msPerCall) / 1000;
  return {
    browsers,
    callsPerSecond,
    recordsPerSecond: callsPerSecond * recordsPerCall,
    bytesPerSecond: callsPerSecond * measured.gzipBytesPerCallAlone,
    collectorCores: { atOnce: coresFor(collectorMsPerCall.atOnce), inBatches: coresFor(collectorMsPerCall.inBatches) },
    vendorCores: (callsPerSecond * recordsPerCall) / vendorRecordsPerCore,
    catchUpCores: (callsPerSecond * 3600 * recordsPerCall * measured.collectorMsPerThousand) / 1e6 / catchUpSeconds,
    lokiBytesPerSecond: callsPerSecond * recordsPerCall * measured.lokiBytesPerRecord,
    lokiBytesPerDay: callsPerDay * recordsPerCall * measured.lokiBytesPerRecord,
  };
}

const number = (value: number) => Number(value.toPrecision(2)).toLocaleString("en");
const cores = (value: number) => (value < 0.01 ? "below 0.01" : number(value));
const bytes = (value: number) =>
  value >= 1e9 ? `${number(value / 1e9)} GB` : value >= 1e6 ? `${number(value / 1e6)} MB` : `${number(value / 1e3)} kB`;

const rows: [string, (sizing: Sizing) => string][] = [
  ["calls a second, busiest hour", ({ callsPerSecond }) => number(callsPerSecond)],
  ["records a second", ({ recordsPerSecond }) => number(recordsPerSecond)],
  ["requests a second to the Collector, each call alone", ({ callsPerSecond }) => number(callsPerSecond)],
  ["compressed bodies a second", ({ bytesPerSecond }) => bytes(bytesPerSecond)],
  ["cores of Collectors, at once", ({ collectorCores }) => cores(collectorCores.atOnce)],
  ["cores of Collectors, in batches", ({ collectorCores }) => cores(collectorCores.inBatches)],
  ["cores by the vendor's statement", ({ vendorCores }) => cores(vendorCores)],
  ["cores to catch up an hour in ten minutes", ({ catchUpCores }) => cores(catchUpCores)],
  ["Loki, a second in the busiest hour", ({ lokiBytesPerSecond }) => bytes(lokiBytesPerSecond)],
  ["Loki, a day, before it compresses", ({ lokiBytesPerDay }) => bytes(lokiBytesPerDay)],
  ["Loki as one process", ({ lokiBytesPerDay }) => (lokiBytesPerDay <= lokiOneProcessBytes ? "yes" : "no: in parts")],
];

/** The table of `deploy/sizing.md`. */
export function sizingTable(): string {
  const sizings = [10, 1_000, 100_000].map(sizingOf);
  return [
    ["", ...sizings.map(({ browsers }) => `${browsers.toLocaleString("en")} browsers`)],
    ["---", ...sizings.map(() => "---:")],
    ...rows.map(([title, of]) => [title, ...sizings.map(of)]),
  ]
    .map((cells) => `| ${cells.join(" | ")} |`)
    .join("\n");
}
