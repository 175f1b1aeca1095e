#!/usr/bin/env node
// The command `audiokit-console` of the npm package: names the Node that is needed before anything that an older one cannot read.
export {};

/** Major version of the oldest Node that runs the companion; `engines` of package.json says the same. */
const oldestNode = 24;

const { node } = process.versions;
if (Number(node.split(".")[0]) >= oldestNode) await import("./main.ts");
else {
  console.error(`AudioKit Console needs Node ${String(oldestNode)} or newer; this is Node ${node}.`);
  process.exitCode = 1;
}
