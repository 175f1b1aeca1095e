import { readdir, readFile, readlink } from "node:fs/promises";
import { join } from "node:path";

/** State of a listening socket in `/proc/net/tcp`. */
const listening = "0A";

/** TCP ports, IPv4 and IPv6, on which one process listens, in ascending order. Linux only. */
export async function listeningPorts(pid: number): Promise<number[]> {
  const folder = `/proc/${String(pid)}/fd`;
  const links = await Promise.all(
    // A descriptor may be closed between the two reads.
    (await readdir(folder)).map((name) => readlink(join(folder, name)).catch(() => "")),
  );
  const sockets = new Set(links.flatMap((link) => /^socket:\[(\d+)\]$/.exec(link)?.[1] ?? []));
  const tables = await Promise.all(["tcp", "tcp6"].map((name) => readFile(`/proc/net/${name}`, "utf8")));
  const ports = tables
    .flatMap((table) => table.split("\n").slice(1))
    .map((line) => line.trim().split(/\s+/))
    .filter((fields) => fields[3] === listening && sockets.has(fields[9] ?? ""))
    .map((fields) => Number.parseInt(fields[1]?.split(":")[1] ?? "", 16));
  return [...new Set(ports)].toSorted((a, b) => a - b);
}
