import { resolve } from "node:path";
import type { Plugin } from "vite";
import { firstPages } from "./vite.chunks.ts";

/** The chunks of a build, by the names of their files. */
type Chunks = Map<string, { imports: string[]; moduleIds: string[]; viteMetadata?: { importedCss: Set<string> } }>;

/**
 * Writes `first-files.json`: which files a page that people open first needs beside those that `index.html` names. The companion
 * names them in the headers of the page, so that they are under way before the frame has run.
 *
 * @param root folder of the project
 */
export function firstFiles(root: string): Plugin {
  return {
    name: "first-files",
    apply: "build",
    generateBundle(_, bundle) {
      const chunks: Chunks = new Map(
        Object.entries(bundle).flatMap(([name, it]) => (it.type === "chunk" ? [[name, it]] : [])),
      );
      const startOf = (module: string) =>
        [...chunks].find(([, { moduleIds }]) => moduleIds.includes(resolve(root, module)))?.[0];
      const inIndex = filesOf(startOf("src/main.ts"), chunks);
      const pages = Object.entries(firstPages).map(([, { path, file }]) => {
        return [path, [...filesOf(startOf(file), chunks)].filter((name) => !inIndex.has(name))];
      });
      const source = `${JSON.stringify(Object.fromEntries(pages), undefined, 2)}\n`;
      this.emitFile({ type: "asset", fileName: "first-files.json", source });
    },
  };
}

/** A chunk, all that it imports, and their styles. */
function filesOf(start: string | undefined, chunks: Chunks): Set<string> {
  const names = new Set(start === undefined ? [] : [start]);
  for (const name of names) for (const imported of chunks.get(name)?.imports ?? []) names.add(imported);
  const styles = [...names].flatMap((name) => [...(chunks.get(name)?.viteMetadata?.importedCss ?? [])]);
  return new Set([...names, ...styles]);
}
