import { chmod, mkdtemp, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { findPython } from "./python-environment.ts";

/** A folder with programs that answer as Pythons of these versions do. */
async function folderWith(pythons: Record<string, string>): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "pythons-"));
  for (const [name, version] of Object.entries(pythons)) {
    await writeFile(join(folder, name), `#!/bin/sh\necho ${version}\n`);
    await chmod(join(folder, name), 0o755);
  }
  return folder;
}

describe("findPython", () => {
  it("takes the first that is new enough", async () => {
    const PATH = await folderWith({ python3: "3.9.18", "python3.13": "3.13.0", "python3.12": "3.12.1" });
    expect(await findPython({ PATH })).toBe("python3.13");
  });

  it("names every Python that is too old", async () => {
    const PATH = await folderWith({ python3: "3.9.18", "python3.11": "3.8.0" });
    await expect(findPython({ PATH })).rejects.toThrow(
      "Python 3.11 or later is needed: python3 is 3.9.18, python3.11 is 3.8.0. Install one, or name it in PYTHON.",
    );
  });

  it("says that there is none, and that the named one does not run", async () => {
    const PATH = await folderWith({});
    await expect(findPython({ PATH })).rejects.toThrow("none was found on PATH");
    await expect(findPython({ PATH, PYTHON: "/no/python" })).rejects.toThrow("/no/python does not run");
  });

  it("takes only the named one", async () => {
    const PATH = await folderWith({ python3: "3.12.0", old: "3.10.1" });
    await expect(findPython({ PATH, PYTHON: "old" })).rejects.toThrow("old is 3.10.1");
  });
});
