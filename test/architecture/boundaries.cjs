// Who may import whom. Each room lists the rooms below it.
const rooms = {
  basics: [],
  gen: [],
  kit: [],
  wire: ["gen", "basics"], // the details of a gRPC status
  settings: [],
  audio: ["basics"],
  ssml: [],
  "platform-config": ["basics"],
  // attributes describe the platform's messages: types, size, the sound in them; own rules of redaction are written as in a query
  logging: ["query", "gen", "wire", "audio", "basics"],
  formats: ["logging", "wire", "basics"], // a record becomes the fields of our event; gRPC's statuses
  query: ["basics"],
  jq: ["basics"],
  offline: [],
  "sample-log": ["logging", "basics"],
  analytics: ["query", "logging", "basics"],
  metrics: ["query", "basics"],
  store: ["query", "formats", "analytics", "logging", "settings", "basics"], // the default sizes of the log files
  "log-copy": ["settings", "wire", "basics"], // the names of the log files
  snippets: ["gen", "logging", "query", "wire", "audio", "basics"], // messages of the contract, patterns of messages, the scenario
  diagnosis: ["logging", "wire", "audio"], // rules read log lines, the probe's report and metrics of the audio
  audiokit: ["gen", "wire", "audio", "platform-config", "basics"],
  // transcripts leave in several forms, made from the phrases of the client; other systems get the fields of queries
  export: ["logging", "query", "audiokit", "basics"],
  "local-archive": ["audio", "basics"],
  bundle: ["store", "logging", "query", "basics"], // lines of a log as they may leave: by field, and by value
  // the log's files and records, on their way to a folder or a collector; what leaves is scanned first
  shipping: [
    "log-copy",
    "store",
    "export",
    "bundle",
    "metrics",
    "analytics",
    "logging",
    "query",
    "settings",
    "wire",
    "basics",
  ],
  library: ["audiokit", "local-archive", "logging", "store"],
  app: [
    ...[
      "audiokit",
      "store",
      "diagnosis",
      "export",
      "bundle",
      "shipping",
      "local-archive",
      "sample-log",
      "jq",
      "offline",
    ],
    ...["logging", "query", "analytics", "metrics", "audio", "settings", "platform-config", "wire", "basics", "kit"],
  ],
  pages: [
    ...["app", "audiokit", "store", "diagnosis", "export", "bundle", "shipping", "local-archive", "jq"],
    ...[
      "logging",
      "query",
      "analytics",
      "metrics",
      "audio",
      "ssml",
      "snippets",
      "settings",
      "platform-config",
      "wire",
      "basics",
      "kit",
    ],
  ],
  shell: ["pages", "app", "store", "export", "audio", "logging", "wire", "kit", "basics"],
  emulator: ["gen", "wire", "audio", "ssml", "basics"],
  companion: ["emulator", "log-copy", "gen", "wire", "audio", "platform-config", "basics"],
};

// The store by stage: each folder lists those it may import, beside the files at the root, which import none of them.
const storeStages = {
  client: ["columns"], // runs in the page, which must load neither Dexie nor the reader
  worker: ["import", "redact", "write", "read", "chain", "storage", "columns"],
  redact: ["original", "write", "chain", "storage", "columns"],
  import: ["original", "write", "storage", "columns"],
  write: ["chain", "storage", "columns"],
  read: ["storage", "original", "columns"],
  chain: ["storage", "columns"],
  original: ["columns"],
  storage: ["columns"],
  columns: [],
};

// A vendor library has one home; the rest of the code must not know its name.
const homes = {
  dexie: "(store|local-archive|shipping)",
  "@connectrpc/connect-web": "audiokit",
  "@connectrpc/connect-node": "companion",
  ws: "companion",
  saxes: "ssml",
  fzstd: "store/import/unpack",
  "jq-wasm": "jq",
  mediabunny: "audio/file-format",
  "hyparquet-writer": "export/other-systems",
};

const escape = (name) => name.replace(/[/.]/g, "\\$&");
const test = "[.]test[.]ts$";
const forbid = (name, from, to, comment) => ({ name, severity: "error", comment, from, to });

module.exports = {
  forbidden: [
    ...Object.entries(rooms).map(([room, below]) =>
      forbid(
        `${room}-looks-down`,
        { path: `^src/${room}/`, pathNot: test },
        { path: "^src/", pathNot: `^src/(${[room, ...below].join("|")})/` },
        `src/${room} may import only: ${below.join(", ") || "nothing of ours"}.`,
      ),
    ),
    ...Object.entries(homes).map(([vendor, home]) =>
      forbid(
        `${vendor.replace("@", "").replace("/", "-")}-lives-in-${home.replace("/", "-")}`,
        { path: "^src/", pathNot: `^src/${home}/|${test}` },
        { path: `(^|node_modules/)${escape(vendor)}(/|$)` },
        `Only src/${home} may import ${vendor}.`,
      ),
    ),
    forbid(
      "node-only-in-companion",
      { path: "^src/", pathNot: `^src/companion/|${test}` },
      { dependencyTypes: ["core"] },
      "A node: module in browser code breaks the bundle.",
    ),
    forbid(
      "pages-are-strangers",
      { path: "^src/pages/([^/]+)/", pathNot: test },
      { path: "^src/pages/", pathNot: "^src/pages/($1|failures|shared)/" },
      "Share through pages/shared, pages/failures or a lower room.",
    ),
    forbid(
      "file-and-microphone-are-strangers",
      { path: "^src/pages/recognize/(file|live)/", pathNot: test },
      { path: "^src/pages/recognize/(file|live)/", pathNot: "^src/pages/recognize/$1/" },
      "What a file and the microphone share stands at the root of the page, in options or in transcript.",
    ),
    forbid(
      "parts-of-recognition-know-no-side",
      { path: "^src/pages/recognize/(options|transcript)/", pathNot: test },
      { path: "^src/pages/recognize/(file|live)/" },
      "Options and transcript serve both sides and must not know one of them.",
    ),
    forbid(
      "shared-markup-knows-no-page",
      { path: "^src/pages/(failures|shared)/", pathNot: test },
      { path: "^src/pages/", pathNot: "^src/pages/(failures|shared)/" },
      "What several pages show must not know one of them.",
    ),
    forbid(
      "page-sees-the-store-face",
      { path: "^src/(app|pages|shell|library|main[.]ts|library[.]ts)", pathNot: test },
      {
        path: "^src/store/",
        pathNot:
          "^src/store/(log-store|log-chain|snapshot-files|explore|patterns|content-names|import-notes|value-report|client/remote-store)[.]ts$",
      },
      "The database lives in the worker; the page knows its interface and its remote.",
    ),
    ...Object.entries(storeStages).map(([stage, below]) =>
      forbid(
        `store-${stage}-looks-down`,
        { path: `^src/store/${stage}/`, pathNot: test },
        { path: "^src/store/[^/]+/", pathNot: `^src/store/(${[stage, ...below].join("|")})/` },
        `src/store/${stage} may import of the store: ${[...below, "its root"].join(", ")}.`,
      ),
    ),
    forbid(
      "store-root-imports-no-stage",
      { path: "^src/store/[^/]+$", pathNot: test },
      { path: "^src/store/[^/]+/" },
      "The root holds what both sides of postMessage share; what it needs stands beside it.",
    ),
    forbid(
      "synthesis-knows-no-cloning",
      { path: "^src/emulator/synthesis/", pathNot: test },
      { path: "^src/emulator/cloning/" },
      "Cloning measures what synthesis speaks; synthesis gets the cloned voices as a parameter.",
    ),
    forbid("no-circles", {}, { circular: true }),
    forbid("no-orphans", { path: "^src/", orphan: true, pathNot: `[.](test|d)[.]ts$|^src/gen/` }, {}),
    forbid("code-ignores-tests", { path: "^src/", pathNot: test }, { path: `^test/|${test}` }),
  ],
  options: {
    tsPreCompilationDeps: true,
    doNotFollow: { path: "node_modules" },
    enhancedResolveOptions: { extensions: [".ts", ".svelte", ".js"] },
  },
};
