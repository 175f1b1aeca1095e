import { spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { benches } from "./benches.ts";

// Runs every bench, or those named: `npm run bench -- import export`. Each prints JSON lines, see report.ts.

const words = process.argv.slice(2);
const names = words.length > 0 ? words : Object.keys(benches);
const unknown = names.filter((name) => !Object.hasOwn(benches, name));
if (unknown.length > 0) {
  console.error(`npm run bench: there is no bench ${unknown.join(", ")}; benches:\n${Object.keys(benches).join("\n")}`);
  process.exit(2);
}
for (const program of new Set(names.map((name) => benches[name]!))) {
  const code = await measure(
    program,
    names.filter((name) => benches[name] === program),
  );
  if (code !== 0) process.exitCode = 1;
}

/** Runs a program for some of what it measures, prints their lines, and gives its exit code. */
async function measure(program: string, wanted: string[]): Promise<number | null> {
  const child = spawn(process.execPath, [join(import.meta.dirname, program), "--only", wanted.join(",")], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  const ended = once(child, "exit") as Promise<[number | null]>;
  for await (const line of createInterface({ input: child.stdout })) {
    const { bench } = JSON.parse(line) as { bench: string };
    if (wanted.includes(bench)) console.log(line);
  }
  return (await ended)[0];
}
