// Who may import whom. Each room lists the rooms below it.
const rooms = {
  gen: [],
  wire: [],
  settings: [],
  audio: [],
  ssml: [],
  logging: ["gen", "wire", "audio"], // log-calls describes the platform's messages: their types, their size, the sound in them
  analytics: ["logging"],
  store: ["analytics", "logging"],
  diagnosis: ["logging", "wire", "audio"], // rules read log lines, the probe's facts and figures of the sound
  export: ["logging", "audiokit"], // transcripts leave in several forms, made from the phrases of the client
  audiokit: ["gen", "wire", "audio"],
  archive: ["audio"],
  library: ["audiokit", "archive", "logging", "store"],
  ui: [
    "audiokit",
    "archive",
    "audio",
    "wire",
    "logging",
    "analytics",
    "diagnosis",
    "store",
    "export",
    "settings",
    "ssml",
  ],
  emulator: ["gen", "wire", "audio", "ssml"],
  companion: ["emulator", "gen", "wire", "audio"],
};

// A vendor library has one home; the rest of the code must not know its name.
const homes = {
  dexie: "(store|archive)",
  uplot: "ui/elements",
  "@connectrpc/connect-web": "audiokit",
  "@connectrpc/connect-node": "companion",
  ws: "companion",
  saxes: "ssml",
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
      { path: "^src/ui/([^/]+)/" },
      { path: "^src/ui/[^/]+/", pathNot: "^src/ui/($1|elements|words)/" },
      "Share through ui/elements or through a lower room.",
    ),
    forbid(
      "elements-know-no-product",
      { path: "^src/ui/elements/", pathNot: test },
      { path: "^src/", pathNot: "^src/ui/(elements/|words/)" },
      "Elements know nothing about speech or logs; they may read the dictionary of their own labels.",
    ),
    forbid(
      "page-sees-the-store-face",
      { path: "^src/(ui/|main[.]ts)" },
      { path: "^src/store/", pathNot: "^src/store/(log-store|remote-store)[.]ts$" },
      "The database lives in the worker; the page knows its interface and its remote.",
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
