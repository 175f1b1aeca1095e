import * as v from "valibot";

/** Calls of one scenario at most, and messages of one call. */
export const [maxScenarioCalls, maxScenarioMessages] = [1_000, 2_000] as const;

/** Latest time in a call, in milliseconds: a day. */
export const maxScenarioMs = 86_400_000;

const timeMs = v.pipe(v.number(), v.minValue(0), v.maxValue(maxScenarioMs));
const times = v.pipe(v.array(timeMs), v.maxLength(maxScenarioMessages));

const callSchema = v.object({
  /** `package.Service/Method`. */
  method: v.pipe(v.string(), v.maxLength(300), v.regex(/^[a-z]\w*(?:\.\w+)+\/\w+$/i, "must be package.Service/Method")),
  /** Number of the gRPC status; 0 is OK. */
  status: v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(16)),
  /** The words of the status, with quoted texts, ids and numbers replaced. */
  message: v.optional(v.pipe(v.string(), v.maxLength(300))),
  /** Response headers by which a gateway or a proxy names itself. */
  headers: v.optional(
    v.record(v.pipe(v.string(), v.regex(/^[a-z-]{1,40}$/)), v.pipe(v.string(), v.regex(/^[\x20-\x7e]{0,200}$/))),
  ),
  /** When the headers came, since the call began. */
  headersAtMs: v.optional(timeMs),
  /** When the call ended. */
  endAtMs: timeMs,
  /** Size of all audio that came, of a unary answer with its WAV header. */
  audioBytes: v.optional(v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(2 ** 31))),
  /** When each message with audio came. */
  chunksAtMs: v.optional(times),
  /** When partial and final results came. */
  partialsAtMs: v.optional(times),
  finalsAtMs: v.optional(times),
  /** What of this the log did not say, so that it is made up. */
  invented: v.array(v.picklist(["chunk-sizes", "chunk-times"])),
});

const scenarioSchema = v.object({
  format: v.literal("audiokit-scenario"),
  version: v.literal(1),
  calls: v.pipe(v.array(callSchema), v.minLength(1), v.maxLength(maxScenarioCalls)),
});

/** A call of a scenario: what a client has seen of it, without any content. Times are milliseconds since the call began. */
export type ScenarioCall = v.InferOutput<typeof callSchema>;

/** Calls that the embedded platform plays again, oldest first. */
export type Scenario = v.InferOutput<typeof scenarioSchema>;

/** A file that is no scenario; the message has the place and the reason. */
export class ScenarioError extends Error {
  override readonly name = "ScenarioError";
}

/** Reads a scenario. Fields of later versions are ignored. @throws ScenarioError naming the place in it */
export function parseScenario(value: unknown): Scenario {
  const { success, issues, output } = v.safeParse(scenarioSchema, value);
  if (success) return output;
  const [first] = issues;
  throw new ScenarioError(`${v.getDotPath(first) ?? "the file"}: ${first.message}`);
}
