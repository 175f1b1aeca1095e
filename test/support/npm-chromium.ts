import { execFileSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { brotliDecompressSync } from "node:zlib";
import { installOnce } from "./install-once.ts";

/** A Chromium unpacked from the npm package, with the environment variables that it needs in addition. */
export interface NpmChromium {
  executablePath: string;
  env: Record<string, string>;
}

/**
 * Unpacks `@sparticuz/chromium` (linux x64) into the tools folder, once for each version of the package.
 *
 * Does not use its `executablePath()`, which unpacks into the shared temporary folder, accepts a binary that another process
 * has not finished writing, and omits the NSS libraries except on AWS.
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

/** The package's own file has the font folders of AWS; on a page without a font, controls have no size. */
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
 * Uses the package's NSS libraries, because a machine without a browser rarely has them. With the locale C,
 * `navigator.language` would be `en-US@posix`, which is not a valid language tag.
 */
function environment(home: string): Record<string, string> {
  const libraries = [join(home, "lib"), process.env["LD_LIBRARY_PATH"]].filter((path) => path !== undefined).join(":");
  return { LD_LIBRARY_PATH: libraries, FONTCONFIG_FILE: join(home, "fonts.conf"), LC_ALL: "en_US.UTF-8" };
}
