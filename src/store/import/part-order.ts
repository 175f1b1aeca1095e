/** A name taken apart: which log it belongs to, and how old its part is. */
interface PartName {
  base: string;
  /** 0 is the current part; older parts have larger numbers. */
  age: number;
  /** Date in the name, as text that sorts; empty without one. */
  date: string;
}

/**
 * Orders files so that parts of one log follow one another, oldest first (`.2`, `.1`, current; by date), whatever order they
 * were picked in; the logs in the order of their names. Files that their names do not put in an order (two of one name, or a
 * second download) are logs of their own.
 *
 * @returns for each log, the indexes of its parts
 */
export function orderParts(names: string[]): number[][] {
  const logs = new Map<string, { index: number; part: PartName }[]>();
  const taken = new Map<string, number>();
  for (const [index, name] of names.entries()) {
    const part = takeApart(name);
    const place = `${part.base} ${part.date} ${String(part.age)}`;
    const copy = taken.get(place) ?? 0;
    taken.set(place, copy + 1);
    const log = `${part.base} ${copy === 0 ? "" : String(copy)}`;
    logs.set(log, [...(logs.get(log) ?? []), { index, part }]);
  }
  return [...logs]
    .toSorted(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0))
    .map(([, parts]) => parts.toSorted((a, b) => compareParts(a.part, b.part)).map(({ index }) => index));
}

function compareParts(a: PartName, b: PartName): number {
  // A part with a date is older than the current one, which has none.
  const date = (part: PartName) => (part.date === "" ? "~" : part.date);
  if (date(a) !== date(b)) return date(a) < date(b) ? -1 : 1;
  return b.age - a.age;
}

const packing = /\.(?:gz|zst|zip|bz2|xz|zz)$/i;
/** `name (1)`, as browsers name a second download. */
const copyNumber = / ?\(\d+\)(?=\.|$)/g;
const dateInName =
  /[-._]?((?:19|20)\d\d-?(?:0[1-9]|1[0-2])-?(?:0[1-9]|[12]\d|3[01])(?:[-T_]?[0-2]\d(?:-?[0-5]\d(?:-?[0-5]\d)?)?)?)(?=[-._]|$)/;

function takeApart(name: string): PartName {
  let base = name;
  while (packing.test(base)) base = base.replace(packing, "");
  base = base.replaceAll(copyNumber, "");
  const [dated, date = ""] = dateInName.exec(base) ?? [];
  if (dated !== undefined) base = base.replace(dated, "");
  const [numbered, age = "0"] = /\.(\d{1,4})$/.exec(base) ?? [];
  if (numbered !== undefined) base = base.slice(0, -numbered.length);
  return { base: base.toLowerCase(), age: Number(age), date: date.replaceAll(/\D/g, "") };
}
