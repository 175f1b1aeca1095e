/** Every bench by the name in its lines, with the program that measures it; in the order in which all of them run. */
export const benches: Record<string, string> = {
  "log-cpu-per-event": "store.bench.ts",
  "call-overhead": "store.bench.ts",
  "write-sustained": "store.bench.ts",
  acknowledgement: "store.bench.ts",
  "dashboard-cold": "store.bench.ts",
  "dashboard-warm": "store.bench.ts",
  "substring-first": "store.bench.ts",
  substring: "store.bench.ts",
  import: "store.bench.ts",
  export: "store.bench.ts",
  "append-at-10^6-kept": "store.bench.ts",
  "memory-while-tailing": "store.bench.ts",
  "bridge-roundtrip": "bridge-roundtrip.bench.ts",
  "first-audio": "first-audio.bench.ts",
  "first-audio floor": "first-audio.bench.ts",
  "stream-throughput": "stream-throughput.bench.ts",
};
