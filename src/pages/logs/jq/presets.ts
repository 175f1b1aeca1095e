/** A program of jq, and the options that it is run with. */
export interface JqProgram {
  program: string;
  /** As on the command line of jq. */
  options: string;
}

/** A list of texts as `sort | uniq -c` counts them. */
const counted = String.raw`| group_by(.)[] | "\(length) \(.[0])"`;

/** Lines with a text, as `grep` finds them. */
const grep = (text: string) => `inputs | select(contains(${JSON.stringify(text)})) | fromjson`;

/** Ready programs: the analysis of the README, and its four commands. */
export const presets = {
  outcomes: {
    options: "-nr",
    program: String.raw`reduce (inputs | select(.request_id)) as $event ({};
  .[$event.request_id] = (
    {request_success: "succeeded", request_error: "failed", request_cancelled: "cancelled"}[$event.event]
    // .[$event.request_id] // "unfinished"))
| [.[]] as $calls
| def count($how): [$calls[] | select(. == $how)] | length;
  (count("succeeded") + count("failed")) as $finished
| "\($calls | length) calls: \(["succeeded", "failed", "cancelled", "unfinished"] | map("\(count(.)) \(.)") | join(", "))",
  if $finished > 0 then
    (1000 * count("succeeded") / $finished | round) as $tenths
    | "\($tenths / 10 | floor).\($tenths % 10) % successful, of \($finished) that succeeded or failed"
  else empty end`,
  },
  starts: { options: "-nrR", program: `[${grep("request_start")} | .request_data.service]\n${counted}` },
  slow: {
    options: "-nR",
    program:
      `inputs | select(contains("request_success") or contains("request_error"))\n` +
      `| fromjson | select(.duration_ms > 5000)`,
  },
  errors: { options: "-nrR", program: `[${grep("request_error")} | .error.error_type]\n${counted}` },
  auth: { options: "-nrR", program: `[${grep("auth_")} | .success]\n${counted}` },
} satisfies Record<string, JqProgram>;

/** A ready program by its name. */
export type JqPreset = keyof typeof presets;
