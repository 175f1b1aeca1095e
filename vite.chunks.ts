import { resolve } from "node:path";
import type { Plugin } from "vite";

/** What of Rolldown's graph is read. */
interface ModuleGraph {
  getModuleInfo(id: string): { importedIds: readonly string[]; dynamicallyImportedIds: readonly string[] } | null;
}

/** A file of the build: which modules it takes, of those that no file before it took. */
interface ChunkGroup {
  name: (id: string, graph: ModuleGraph) => string | null;
  debugName: string;
  priority: number;
}

/** The program of the page, and that of the library: what both need is a file of its own, so that neither has the other's. */
const page = "src/main.ts";
const library = "src/library.ts";

/** Pages that people open first, by the name of their file. */
export const firstPages = {
  synthesize: { path: "/synthesize", file: "src/pages/synthesize/SynthesizePage.svelte" },
  logs: { path: "/logs", file: "src/pages/logs/LogsPage.svelte" },
  overview: { path: "/dashboard", file: "src/pages/overview/OverviewPage.svelte" },
};

/** What shows a failed call: every page loads it when it is idle, and shall not load all that Logs shares with others then. */
const failure = "src/pages/failures/CallFailure.svelte";

/** Reached through the index of its package by all who import that, and used by few of them: who uses it brings it along. */
const usedByFew =
  /\/@bufbuild\/protobuf\/dist\/esm\/(?:from-json|codegenv2\/(?:boot|file)|wkt\/google\/protobuf\/descriptor_pb)\.js$/;

/** The files, in an order in which what a file needs of others was taken by those before it. */
const files = ["client", "client-synthesize", "client-logs", "frame", "failure", "logs-overview"];
for (const name of Object.keys(firstPages)) files.push(`${name}-shared`, name);

/**
 * The files into which the build puts what the frame and the first pages need at once: few, because each costs a request.
 * Everything else is split as Rolldown does by itself, by who imports it.
 *
 * Split that way alone, the first page came in a hundred files, most of them smaller than the request for it.
 *
 * @param root folder of the project
 */
export function pageChunks(root: string): ChunkGroup[] {
  return groupsOf(files, (graph) => readPages(root, graph));
}

/** The same of the log's worker: what its first event needs, and what answers questions. */
export function workerChunks(root: string): ChunkGroup[] {
  const path = (file: string) => resolve(root, file);
  const program = path("src/log-worker.ts");
  const groups = groupsOf(["log", "log-answers"], (graph) => {
    const atOnce = importsOf([program], graph);
    const answers = importsOf(
      ["worker/answer-requests.ts", "worker/log-engine.ts"].map((file) => path(`src/store/${file}`)),
      graph,
    );
    return (id) => {
      if (id === program) return undefined;
      return atOnce.has(id) ? "log" : answers.has(id) ? "log-answers" : undefined;
    };
  });
  // Each worker is a build of its own, and they run in any order.
  return groups.map((group) => ({
    ...group,
    name: (id, graph) => (graph.getModuleInfo(program) === null ? null : group.name(id, graph)),
  }));
}

/** Writes the worker of the library as one file; see `src/whole-log-worker.ts`. */
export function wholeWorker(): Plugin {
  let isWhole = false;
  return {
    name: "whole-worker",
    options: ({ input }) => {
      isWhole = typeof input === "string" && input.endsWith("/src/whole-log-worker.ts");
    },
    outputOptions: (options) => (isWhole ? { ...options, codeSplitting: false } : null),
  };
}

/** Groups of these names, the first ones first. @param read gives the name of the file of a module */
function groupsOf(names: string[], read: (graph: ModuleGraph) => (id: string) => string | undefined): ChunkGroup[] {
  let fileOf: ((id: string) => string | undefined) | undefined;
  return names.map((name, at) => ({
    name: (id, graph) => ((fileOf ??= read(graph))(id) === name ? name : null),
    debugName: name,
    priority: names.length - at,
  }));
}

/** Reads who needs which module. @returns the file of a module; undefined where it is not needed at once */
function readPages(root: string, graph: ModuleGraph): (id: string) => string | undefined {
  const path = (file: string) => resolve(root, file);
  const entries = new Set([path(page), path(library)]);
  const inFrame = importsOf([path(page)], graph);
  const inLibrary = importsOf([path(library)], graph);
  const pages = Object.entries(firstPages).map(([name, { file }]) => ({
    name,
    modules: importsOf([path(file)], graph),
  }));
  const ofFirst = Object.values(firstPages).map(({ file }) => path(file));
  const later = laterEntries([...entries], graph).filter((id) => !ofFirst.includes(id));
  const inOthers = importsOf(later, graph);
  const inFailure = importsOf([path(failure)], graph);
  return (id) => {
    if (entries.has(id) || usedByFew.test(id)) return undefined;
    if (inFrame.has(id)) return inLibrary.has(id) ? "client" : "frame";
    const needing = pages.filter(({ modules }) => modules.has(id)).map(({ name }) => name);
    if (needing.length === 0) return undefined;
    const isSpeech = needing[0] === "synthesize";
    if (inLibrary.has(id)) return isSpeech ? "client-synthesize" : "client-logs";
    // Its few styles are no request of their own.
    if (!isSpeech && inFailure.has(id)) return id.includes("type=style") ? "frame" : "failure";
    if (needing.length > 1) return isSpeech ? "frame" : "logs-overview";
    return inOthers.has(id) ? `${needing[0]!}-shared` : needing[0];
  };
}

/** All that is imported when it is needed, from anywhere. */
function laterEntries(entries: string[], graph: ModuleGraph): string[] {
  const found = new Set(entries);
  const later = new Set<string>();
  for (const id of found) {
    const { importedIds = [], dynamicallyImportedIds = [] } = graph.getModuleInfo(id) ?? {};
    for (const imported of [...importedIds, ...dynamicallyImportedIds]) found.add(imported);
    for (const imported of dynamicallyImportedIds) later.add(imported);
  }
  return [...later];
}

/** Modules and all that they import, but for what is imported when it is needed. */
function importsOf(modules: string[], graph: ModuleGraph): Set<string> {
  const found = new Set(modules);
  for (const id of found) for (const imported of graph.getModuleInfo(id)?.importedIds ?? []) found.add(imported);
  return found;
}
