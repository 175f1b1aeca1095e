import { spawnSync } from "node:child_process";

// Makes failures behind a real Envoy, and prints how each is named: `npm run failures -- all`, or
// `npm run failures -- certificate` for those whose title or cause has the words.

const words = process.argv.slice(2).join(" ");
if (words === "") {
  console.error("npm run failures: say which, by words of their title or cause, or `all`");
  process.exit(2);
}
const chosen = words === "all" ? [] : ["-t", words];
const { status } = spawnSync("vitest", ["run", "--project=failures", ...chosen], { stdio: "inherit" });
process.exitCode = status ?? 1;
