import { build, type Plugin, type Rolldown } from "vite";

/** The programs of the log and of shipping, as a worker in a test names them: by a path, or with the query that Vite adds. */
const worker = /\/src\/(?:log|ship)-worker\.ts\?(?=.*\bworker_file\b)/;

/**
 * Gives tests each of these programs as one file, as the built page has it. Module by module it would be asked for in some two
 * hundred requests whenever a test opens a log, which takes longer than most of these tests. Minified as there, because each worker
 * parses it anew.
 */
export function wholeWorker(): Plugin {
  const built = new Map<string, Promise<string>>();
  return {
    name: "whole-worker",
    enforce: "pre",
    load(id) {
      if (!worker.test(id)) return undefined;
      const file = id.replace(/\?.*/, "");
      const code = built.get(file) ?? buildWorker(file);
      built.set(file, code);
      return code;
    },
  };
}

async function buildWorker(file: string): Promise<string> {
  const { output } = (await build({
    configFile: false,
    logLevel: "warn",
    build: {
      ...{ write: false, minify: true, target: "es2024" },
      rolldownOptions: { input: file, output: { format: "es", codeSplitting: false } },
    },
  })) as Rolldown.RolldownOutput;
  return output[0].code;
}
