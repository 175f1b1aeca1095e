import { createHash } from "node:crypto";
import { readdir, readFile, writeFile } from "node:fs/promises";
import { join, relative, sep } from "node:path";
import type { Plugin } from "vite";
import { documentPolicy } from "./src/companion/http/security-headers.ts";

/** The document for a server that passes calls on: its addresses count from the root, and its routes are paths. */
const servedDocument = "console.html";

/** What the page never asks for: the library for other pages with its worker and example, what is said of the build, packed copies. */
const notOfThePage =
  /^(?:library|example|first-files)\b|whole-log-worker|\.(?:map|html|md|d\.ts|gz|br|zst)$|^offline-worker\.js$/;

/**
 * Writes what lets the page work without its server: the list of its files at the head of `offline-worker.js`, and two
 * documents. `index.html` is the log reader for any web server, at any address: relative addresses, its policy in itself, no
 * platform. `console.html` is the whole console, for the companion and for web servers that pass calls on.
 */
export function offline(): Plugin {
  return {
    name: "offline",
    apply: "build",
    writeBundle: {
      order: "post",
      sequential: true,
      async handler({ dir = "dist" }) {
        const document = await readFile(join(dir, "index.html"), "utf8");
        await writeFile(join(dir, servedDocument), document.replaceAll(/((?:src|href)=")\.\//g, "$1/"));
        await writeFile(join(dir, "index.html"), withoutServer(document));
        const worker = join(dir, "offline-worker.js");
        // Prepended, so that nothing of the minifier's work is to be understood.
        await writeFile(
          worker,
          `self.built=${JSON.stringify(await readBuilt(dir))};\n${await readFile(worker, "utf8")}`,
        );
      },
    },
  };
}

/** The document that says that no server stands behind it, under the policy that a server would send. */
function withoutServer(document: string): string {
  const metas = [
    `<meta http-equiv="Content-Security-Policy" content="${documentPolicy}" />`,
    `<meta name="referrer" content="no-referrer" />`,
    `<meta name="audiokit-server" content="none" />`,
  ];
  return document.replace(/<meta charset="utf-8" \/>/, (charset) => [charset, ...metas].join("\n    "));
}

/** The files of the page, and a version that changes with any of them. */
async function readBuilt(folder: string): Promise<{ version: string; files: string[] }> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const all = entries
    .filter((entry) => entry.isFile())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)).replaceAll(sep, "/"));
  const files = all.filter((name) => !notOfThePage.test(name.split("/").at(-1)!)).sort();
  const hash = createHash("sha256");
  for (const name of [...files, servedDocument]) hash.update(name).update(await readFile(join(folder, name)));
  return { version: hash.digest("hex").slice(0, 16), files };
}
