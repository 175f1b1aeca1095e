import { readFile } from "node:fs/promises";

/** What a process has used. */
export interface ProcessUse {
  /** Of all its threads since it began, in seconds. */
  cpuSeconds: number;
  /** Resident memory now, in bytes. */
  residentBytes: number;
}

/** Clock ticks of a second in `/proc`: 100 on every Linux. */
const ticksPerSecond = 100;

/** Reads what a process has used. Linux only. @throws Error when there is no such process */
export async function processUse(pid: number): Promise<ProcessUse> {
  const [stat, status] = await Promise.all(
    ["stat", "status"].map((name) => readFile(`/proc/${String(pid)}/${name}`, "utf8")),
  );
  // The name, which may hold blanks, ends with the last bracket; user and system time are the 14th and 15th field.
  const fields = stat!.slice(stat!.lastIndexOf(")") + 2).split(" ");
  return {
    cpuSeconds: (Number(fields[11]) + Number(fields[12])) / ticksPerSecond,
    residentBytes: Number(/^VmRSS:\s+(\d+)/m.exec(status!)?.[1]) * 1024,
  };
}
