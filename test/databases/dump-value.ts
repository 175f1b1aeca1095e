/** A value that structured cloning keeps, as JSON keeps it. */
export type DumpedValue = null | boolean | number | string | DumpedValue[] | { [name: string]: DumpedValue };

/** The key that tells a value of another kind from a plain object. */
const kind = "$";

const views = {
  Int8Array,
  Uint8Array,
  Uint8ClampedArray,
  Int16Array,
  Uint16Array,
  Int32Array,
  Uint32Array,
  Float32Array,
  Float64Array,
  BigInt64Array,
  BigUint64Array,
};

/**
 * Turns a value of a database into JSON that {@link restoreValue} turns back: Blobs, buffers, views, dates, maps, sets, bigints,
 * `undefined` and the numbers that JSON does not know included.
 *
 * @throws TypeError for a value of any other class, which would come back as something else
 */
export async function dumpValue(value: unknown): Promise<DumpedValue> {
  if (value === null || typeof value === "boolean" || typeof value === "string") return value;
  if (typeof value === "number") {
    return Number.isFinite(value) && !Object.is(value, -0) ? value : { [kind]: "number", text: numberText(value) };
  }
  if (value === undefined) return { [kind]: "undefined" };
  if (typeof value === "bigint") return { [kind]: "bigint", text: String(value) };
  if (Array.isArray(value)) return Promise.all(value.map(dumpValue));
  if (value instanceof Date) return { [kind]: "Date", ms: value.getTime() };
  if (value instanceof Map) return { [kind]: "Map", entries: await dumpValue([...value]) };
  if (value instanceof Set) return { [kind]: "Set", items: await dumpValue([...value]) };
  if (value instanceof Blob) return { [kind]: "Blob", type: value.type, ...dumpBytes(await value.bytes()) };
  if (value instanceof ArrayBuffer) return { [kind]: "ArrayBuffer", ...dumpBytes(new Uint8Array(value)) };
  if (ArrayBuffer.isView(value)) {
    const name = value.constructor.name;
    if (!(name in views)) throw new TypeError(`a ${name} cannot be dumped`);
    return { [kind]: name, ...dumpBytes(new Uint8Array(value.buffer, value.byteOffset, value.byteLength)) };
  }
  if (Object.getPrototypeOf(value) !== Object.prototype) throw new TypeError(`cannot be dumped: ${String(value)}`);
  const dumped = Object.fromEntries(
    await Promise.all(Object.entries(value).map(async ([name, one]) => [name, await dumpValue(one)] as const)),
  );
  return kind in dumped ? { [kind]: "Object", value: dumped } : dumped;
}

/** The value that was dumped. @throws TypeError when it is no dump */
export function restoreValue(dumped: DumpedValue): unknown {
  if (dumped === null || typeof dumped !== "object") return dumped;
  if (Array.isArray(dumped)) return dumped.map(restoreValue);
  switch (dumped[kind]) {
    case undefined:
      return restoreObject(dumped);
    case "Object":
      return restoreObject(dumped["value"] as Record<string, DumpedValue>);
    case "undefined":
      return undefined;
    case "number":
      return Number(dumped["text"]);
    case "bigint":
      return BigInt(dumped["text"] as string);
    case "Date":
      return new Date(dumped["ms"] as number);
    case "Map":
      return new Map(restoreValue(dumped["entries"]!) as [unknown, unknown][]);
    case "Set":
      return new Set(restoreValue(dumped["items"]!) as unknown[]);
    case "Blob":
      return new Blob([restoreBytes(dumped)], { type: dumped["type"] as string });
    case "ArrayBuffer":
      return restoreBytes(dumped).buffer;
    default: {
      const View = views[dumped[kind] as keyof typeof views];
      if (View === undefined) throw new TypeError(`no dump of a value: ${String(dumped[kind])}`);
      return new View(restoreBytes(dumped).buffer);
    }
  }
}

function restoreObject(dumped: Record<string, DumpedValue>): object {
  return Object.fromEntries(Object.entries(dumped).map(([name, value]) => [name, restoreValue(value)]));
}

/** Text where the bytes are text, because that packs better than base64. */
function dumpBytes(bytes: Uint8Array): Record<string, string> {
  try {
    return { text: new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes) };
  } catch {
    // No UTF-8: numbers or sound.
    return { base64: bytes.toBase64() };
  }
}

function restoreBytes(dumped: Record<string, DumpedValue>): Uint8Array<ArrayBuffer> {
  const { text, base64 } = dumped as Record<"text" | "base64", string | undefined>;
  return base64 === undefined ? new TextEncoder().encode(text) : Uint8Array.fromBase64(base64);
}

function numberText(value: number): string {
  return Object.is(value, -0) ? "-0" : String(value);
}
