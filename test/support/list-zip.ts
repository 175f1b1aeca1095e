import { execFile } from "node:child_process";
import { promisify } from "node:util";

/**
 * The names in a ZIP file, after Python has unpacked it as a test.
 *
 * @throws AssertionError of Python when a part does not match its checksum
 */
export async function listZip(path: string): Promise<string[]> {
  const script =
    "import json,sys,zipfile; z=zipfile.ZipFile(sys.argv[1]); assert z.testzip() is None; print(json.dumps(z.namelist()))";
  const { stdout } = await promisify(execFile)("python3", ["-c", script, path]);
  return JSON.parse(stdout) as string[];
}
