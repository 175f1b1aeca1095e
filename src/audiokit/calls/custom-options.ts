import { Code } from "@connectrpc/connect";
import type { SynthesizeOptions_CustomSynthesizeOptionValue as CustomValue } from "../../gen/mts/ai/audiogram/tts/v2/tts_pb.ts";
import { AudioKitError } from "../contract/audiokit-error.ts";

/** The kinds of value that an experimental option may have. */
export const customKinds = ["string", "int32", "int64", "number", "bool"] as const;
export type CustomKind = (typeof customKinds)[number];

/** One value. `int64` is written in decimal digits: a number of JavaScript does not hold all of them. */
export type CustomOption =
  | { kind: "string" | "int64"; value: string }
  | { kind: "int32" | "number"; value: number }
  | { kind: "bool"; value: boolean };

/** Experimental options of a synthesis by name. The platform publishes no names, and decides what it knows. */
export type CustomOptions = Readonly<Record<string, CustomOption>>;

/** Whether a number has 32 bits. */
export const isInt32 = (value: number): boolean => Number.isInteger(value) && value === (value | 0);

/** The whole number of 64 bits that is written there; undefined for anything else. */
export function readInt64(digits: string): bigint | undefined {
  if (!/^-?\d{1,19}$/.test(digits)) return undefined;
  const value = BigInt(digits);
  return BigInt.asIntN(64, value) === value ? value : undefined;
}

/**
 * The options as the platform's message holds them.
 *
 * @throws AudioKitError `rejected` for a value that is not of its kind
 */
export function customOptionsMessage(options: CustomOptions): Record<string, Pick<CustomValue, "kind">> {
  return Object.fromEntries(Object.entries(options).map(([name, option]) => [name, { kind: kindOf(name, option) }]));
}

function kindOf(name: string, option: CustomOption): CustomValue["kind"] {
  switch (option.kind) {
    case "string":
      return { case: "stringValue", value: option.value };
    case "bool":
      return { case: "boolValue", value: option.value };
    case "number":
      return { case: "numberValue", value: option.value };
    case "int32":
      if (!isInt32(option.value)) throw refusal(name, `${String(option.value)} is no whole number of 32 bits`);
      return { case: "int32Value", value: option.value };
    case "int64": {
      const value = readInt64(option.value);
      if (value === undefined) throw refusal(name, `"${option.value}" is no whole number of 64 bits`);
      return { case: "int64Value", value };
    }
  }
}

function refusal(name: string, words: string): AudioKitError {
  return new AudioKitError({
    kind: "rejected",
    grpcCode: Code.InvalidArgument,
    message: `customOptions.${name}: ${words}`,
  });
}
