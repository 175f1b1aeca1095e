import type { ObjectReader } from "../json/read-object.ts";
import { updateOf, type FieldUpdate } from "../json/update-reading.ts";
import type { ReadingContext } from "../reading-context.ts";
import type { RecordReading } from "../record-reading.ts";
import type { KnownLine } from "./known-lines.ts";

/** The reading of the last line of a shape that was read, and what each of its needed fields changes in it. */
interface LastReading {
  reading: RecordReading;
  /** Number of the line. */
  number: number;
  updates: (FieldUpdate | undefined)[];
}

/**
 * Creates a reader of known lines: it changes the reading of the line of the same shape before where that is enough. So a
 * reading may be written over by the next one.
 */
export function createKnownReader(context: ReadingContext, objects: ObjectReader): (line: KnownLine) => RecordReading {
  const last = new WeakMap<KnownLine, LastReading>();

  function isUpdated({ needed, record }: KnownLine, { reading, number, updates }: LastReading): boolean {
    for (let index = 0; index < needed.length; index++) {
      const { name, changedIn } = needed[index]!;
      if (changedIn > number && updates[index]?.(reading, record[name], context) !== true) return false;
    }
    return true;
  }

  function updatesOf({ needed, shape }: KnownLine): LastReading["updates"] {
    return needed.map(({ name }) => updateOf(name, shape));
  }

  return (line) => {
    const known = last.get(line);
    const reading =
      known !== undefined && isUpdated(line, known) ? known.reading : objects.read(line.record, line.shape);
    if (known === undefined) last.set(line, { reading, number: line.number, updates: updatesOf(line) });
    else {
      known.reading = reading;
      known.number = line.number;
    }
    return reading;
  };
}
