import { fileNameKey, fileNameOf } from "../basics/file-name.ts";

/** What an import unpacks; its records are exported unpacked. */
const packing = /\.(?:gz|zz|zst|zip|tar|tgz)$/i;

/**
 * Names under which the files of an imported log are exported: their own, without the ending of what packed them, as every
 * disk takes them. Of equal names the later ones are numbered.
 */
export function originalNames(files: string[], gzip = false): string[] {
  const taken = new Set<string>();
  return files.map((file) => {
    const plain = unpacked(file);
    const [ending = ""] = /\.\w{1,10}$/.exec(plain) ?? [];
    const stem = plain.slice(0, plain.length - ending.length);
    for (let number = 1; ; number++) {
      const end = `${number === 1 ? "" : `-${String(number)}`}${ending}${gzip ? ".gz" : ""}`;
      const name = fileNameOf(stem, end, "log");
      if (taken.has(fileNameKey(name))) continue;
      taken.add(fileNameKey(name));
      return name;
    }
  });
}

function unpacked(name: string): string {
  const shorter = name.replace(packing, "");
  return shorter === name || shorter === "" ? name : unpacked(shorter);
}
