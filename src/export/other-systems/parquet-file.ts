import type { SchemaElement } from "hyparquet-writer";
import { ByteWriter, ParquetWriter } from "hyparquet-writer";
import type { LogRecord } from "./log-record.ts";
import { parquetColumns, type ParquetType, type ParquetValue } from "./parquet-columns.ts";

/** Most rows and most text of a row group, in characters: so much is in memory, and is written without a pause. */
const [groupRows, groupCharacters] = [10_000, 8_000_000];

const types: Record<ParquetType, Omit<SchemaElement, "name">> = {
  text: { type: "BYTE_ARRAY", converted_type: "UTF8" },
  // A moment, so that every program knows the zone.
  time: { type: "INT64", logical_type: { type: "TIMESTAMP", isAdjustedToUTC: true, unit: "MILLIS" } },
  number: { type: "DOUBLE" },
  integer: { type: "INT64" },
  boolean: { type: "BOOLEAN" },
};

const schema: SchemaElement[] = [
  { name: "root", num_children: parquetColumns.length },
  ...parquetColumns.map(({ name, type }): SchemaElement => ({ name, ...types[type], repetition_type: "OPTIONAL" })),
];

/**
 * Records as a Parquet file, a row for each, a row group at a time.
 *
 * It is not compressed, so that the scan for secrets in use reads every text of it.
 */
export async function* parquetFile(
  records: AsyncIterable<readonly LogRecord[]>,
): AsyncGenerator<Uint8Array<ArrayBuffer>> {
  const bytes = new ByteWriter();
  const file = new ParquetWriter({ writer: bytes, schema, codec: "UNCOMPRESSED", createdBy: "audiokit-console" });
  let group = createGroup();
  for await (const some of records) {
    for (const record of some) {
      if (group.rows >= groupRows || group.characters >= groupCharacters) {
        await writeGroup();
        yield taken(bytes);
      }
      group.add(record);
    }
  }
  if (group.rows > 0) await writeGroup();
  await file.finish();
  yield taken(bytes);

  async function writeGroup(): Promise<void> {
    await file.write({ columnData: group.columns, rowGroupSize: group.rows });
    group = createGroup();
  }
}

function createGroup() {
  const columns = parquetColumns.map(({ name, isUnique }) => {
    const data: (ParquetValue | undefined)[] = [];
    return isUnique === true ? { name, data, encoding: "PLAIN" as const, statistics: false } : { name, data };
  });
  return {
    columns,
    rows: 0,
    characters: 0,
    add(record: LogRecord): void {
      parquetColumns.forEach(({ read }, index) => columns[index]!.data.push(read(record)));
      this.rows++;
      this.characters += record.line.length;
    },
  };
}

/** What was written since the last time; offsets count on. */
function taken(writer: ByteWriter): Uint8Array<ArrayBuffer> {
  const bytes = writer.getBytes().slice();
  writer.index = 0;
  return bytes;
}
