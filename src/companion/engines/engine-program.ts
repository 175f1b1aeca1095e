import { extname } from "node:path";

/**
 * The program of an engine's process, beside the module that starts it: TypeScript where the companion runs from its sources,
 * JavaScript in the npm package.
 *
 * @param starter `import.meta.filename` of the module
 * @param name of the program, without an extension
 */
export function engineProgram(starter: string, name: string): string {
  return starter.replace(/[^/\\]+$/, name + extname(starter));
}
