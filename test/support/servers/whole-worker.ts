import { build, type Plugin, type Rolldown } from "vite";

/** The program of the log, as a worker in a test names it: by a path, or with the query that Vite adds. */
const worker = /\/src\/log-worker\.ts\?(?=.*\bworker_file\b)/;

/**
 * Gives tests the program of the log as one file, as the built page has it. Module by module it would be asked for in some two
 * hundred requests whenever a test opens a log, which takes longer than most of these tests.
 */
export function wholeWorker(): Plugin {
  let code: Promise<string> | undefined;
  return {
    name: "whole-worker",
    enforce: "pre",
    load(id) {
      return worker.test(id) ? (code ??= buildWorker(id.replace(/\?.*/, ""))) : undefined;
    },
  };
}

async function buildWorker(file: string): Promise<string> {
  const { output } = (await build({
    configFile: false,
    logLevel: "warn",
    build: {
      ...{ write: false, minify: false, target: "es2024" },
      rolldownOptions: { input: file, output: { format: "es", codeSplitting: false } },
    },
  })) as Rolldown.RolldownOutput;
  return output[0].code;
}
