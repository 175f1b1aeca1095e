import { spawn } from "node:child_process";

/**
 * The command that opens an address in the default browser.
 *
 * @returns undefined where nothing can show a browser: a Unix without a display
 */
export function browserCommand(
  address: string,
  platform: NodeJS.Platform = process.platform,
  env: NodeJS.ProcessEnv = process.env,
): [program: string, ...words: string[]] | undefined {
  if (platform === "darwin") return ["open", address];
  // `start` is a word of the shell; the first quoted word would be a title.
  if (platform === "win32") return ["cmd", "/c", "start", '""', address];
  return env["DISPLAY"] || env["WAYLAND_DISPLAY"] ? ["xdg-open", address] : undefined;
}

/**
 * Opens an address of this program in the default browser, which outlives it.
 *
 * @returns whether a browser was asked for; false without a display, and where the command is missing
 */
export async function openBrowser(address: string): Promise<boolean> {
  const [program, ...words] = browserCommand(address) ?? [];
  if (program === undefined) return false;
  const child = spawn(program, words, { detached: true, stdio: "ignore" });
  child.unref();
  return new Promise((resolve) => {
    child.once("spawn", () => resolve(true)).once("error", () => resolve(false));
  });
}
