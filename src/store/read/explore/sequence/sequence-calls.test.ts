import { describe, expect, it } from "vitest";
import { exploredLog } from "../../../../../test/support/explored-log.ts";
import { findJq } from "../../../../../test/support/find-jq.ts";
import { openExploredLog } from "../../../../../test/support/open-explored-log.ts";
import { runJqPrograms } from "../../../../../test/support/run-jq-programs.ts";
import type { LogEvent } from "../../../../logging/log-event.ts";
import type { Query } from "../../../../query/query.ts";
import type { ExploreScope } from "../../../explore.ts";

const everything: ExploreScope = { view: "calls", query: { is: "all" }, range: {}, hasOwnCalls: true };

/** All calls of a log, one after another by their beginnings, each with the calls of each service that it follows. */
const program = String.raw`
def ms: (.[:19] + "Z" | fromdate) * 1000 + (.[20:23] | tonumber);
def is_end: .event | IN("request_success", "request_error", "request_cancelled");
def call: . as $lines
  | (map(select(is_end)) | last) as $final
  | (map(select(.event == "request_start")) | last) as $start
  | (map(select(.event == "imported_line" and .level == "ERROR")) | last) as $told
  | ($final.event // (if $told then "request_error" else null end)) as $how
  | ($final // (if $told then $lines[-1] else null end) | .timestamp // empty | ms) as $over
  | (($final.duration_ms // ($lines | map(.duration_ms | values) | last)) // 0) as $length
  | ($lines[0].timestamp | ms) as $first
  | {service: .[0].service, failed: {request_error: 1, request_success: 0}[$how]}
  + if $start then ($start.timestamp | ms) as $at | {began: $at, ended: ([$at, $over] | max)}
    elif any(.initiator) or $over > $first then {began: ([$first, $over - $length] | min), ended: $over}
    else {began: $first, ended: ($first + $length)} end;
[inputs | fromjson] | to_entries
| map(select(.value.request_id and .value.event != "imported_sentence"))
| group_by(.value.request_id)
| map({at: .[0].key} + (map(.value) | call // empty))
| sort_by(.began, .at) | to_entries | map(.value + {rank: .key})
| . as $calls
| (map(select(.failed == 1)) | min_by([.ended, .began]) | .ended) as $ended
| ($calls | map(select(.failed != null)
    | . as $call
    | ("TTS", "ASR", "Models") as $service
    | ([$calls[:.rank][] | select(.failed != null and .service == $service and .ended <= $call.began)]
        | max_by([.ended, .rank])) as $before
    | select($before)
    | {pair: "\($service) \(.service)", before: $before.rank, at: .rank, how: [$before.failed, .failed]})
  | group_by([.pair, .before]) | map(min_by(.at))
  | group_by(.pair)
  | map(select(any(.how[0] == 1))
      | map(.how) as $all
      | {key: .[0].pair, value: ([[0, 0], [0, 1], [1, 0], [1, 1]] | map(. as $how | $all | map(select(. == $how)) | length))})
  | from_entries) as $followings
| {$ended, $followings}`;

const jq = await findJq();

describe("the sequence of calls", () => {
  it("has the first failure and the followings that jq finds in the exported lines", async () => {
    if ("missing" in jq) throw new Error(jq.missing);
    for (const seed of [3, 4]) {
      // Calls that are not finished have no lines in the program: it says nothing of them.
      const { explorer, text } = await openExploredLog([...exploredLog(700, seed)]);
      const { firstFailure, followings, services } = await explorer.sequence(everything, []);
      const ours = followings.map(({ earlier, later, afterSuccess, afterFailure }) => [
        `${services[earlier]!} ${services[later]!}`,
        [afterSuccess, afterFailure].flatMap(({ calls, failed }) => [calls - failed, failed]),
      ]);
      const [[theirs]] = (await runJqPrograms(jq, [program], await text())) as [[unknown]];
      expect({ ended: firstFailure?.endedMs, followings: Object.fromEntries(ours) }).toEqual(theirs);
      expect(ours.length).toBe(9);
    }
  });

  it("tells of the calls that are asked for when they ran, and names what ended before them", async () => {
    const { explorer } = await openExploredLog(
      [
        "0 start a",
        "100 success a",
        "150 start b",
        "160 start c",
        "170 success c",
        "400 error b",
        "900 success d 300",
      ].map(lineOf),
    );
    const { rows } = await explorer.exploreRows(everything, {
      order: { by: "time", isDescending: false },
      at: { index: 0 },
      limit: 9,
    });
    const { total, calls, idleMs, idle, beganMs, endedMs, firstFailure } = await explorer.sequence(
      everything,
      rows.map(({ position }) => position),
    );
    const names = new Map(rows.map(({ position, event }) => [position, event.request_id]));
    expect(
      calls.map(({ position, beganMs: from, endedMs: to, after, beside }) => [
        names.get(position),
        from - beganMs,
        to - beganMs,
        after && `${names.get(after.position)} ${after.sinceMs}`,
        beside,
      ]),
    ).toEqual([
      ["a", 0, 100, undefined, 0],
      ["b", 150, 400, "a 50", 0],
      ["c", 160, 170, "a 60", 1],
      ["d", 600, 900, "b 200", 0],
    ]);
    expect({ total, idleMs, lengthMs: endedMs - beganMs }).toEqual({ total: 4, idleMs: 250, lengthMs: 900 });
    expect(idle.map(({ before }) => names.get(before))).toEqual(["d", "b"]);
    expect(names.get(firstFailure!.call)).toBe("b");
  });

  it("counts only the calls of the scope, and ignores positions outside of it", async () => {
    const events = [...exploredLog(200, 5)];
    const { explorer } = await openExploredLog(events);
    const query: Query = { is: "field", path: "session_id", test: { is: "value", value: "s2", isQuoted: true } };
    const own = await explorer.sequence({ ...everything, query }, [0, 1, 2, 1e9]);
    expect(own.calls).toEqual([]);
    expect(own.total).toBeLessThan((await explorer.sequence(everything, [])).total);
  });
});

/** A line of a call of a person: "150 start b", with a duration where there is one. */
function lineOf(said: string, seq: number): LogEvent {
  const [atMs, how, request_id, durationMs] = said.split(" ") as [string, string, string, string?];
  return {
    timestamp: new Date(Date.UTC(2026, 0, 5) + Number(atMs)).toISOString(),
    level: how === "error" ? "ERROR" : "INFO",
    event: `request_${how}`,
    request_id,
    service: "TTS",
    operation: "Synthesize",
    initiator: "user",
    message: said,
    ...(durationMs && { duration_ms: Number(durationMs) }),
    session_id: "s",
    seq: seq + 1,
  };
}
