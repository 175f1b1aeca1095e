import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { projectFolder, toolsFolder } from "./folders.ts";

const copied = ["index.html", "package.json", "package-lock.json", "public", "src", "tsconfig.json"];

/** A checkout that a test may write to, with the packages of this one. */
export interface ProjectCopy extends Disposable {
  folder: string;
}

/** Copies what the page and the companion are made of. It lies inside this checkout, so that Node finds the packages. */
export function copyProject(): ProjectCopy {
  mkdirSync(toolsFolder, { recursive: true });
  const folder = mkdtempSync(join(toolsFolder, "copy-"));
  for (const name of copied) cpSync(join(projectFolder, name), join(folder, name), { recursive: true });
  // Vite serves files of its root only, and the packages lie outside of this one.
  writeFileSync(
    join(folder, "vite.config.ts"),
    `import { mergeConfig } from "vite";
import config from ${JSON.stringify(join(projectFolder, "vite.config.ts"))};
export default mergeConfig(config, { server: { fs: { allow: [${JSON.stringify(projectFolder)}] } } });
`,
  );
  return { folder, [Symbol.dispose]: () => rmSync(folder, { recursive: true, force: true }) };
}
