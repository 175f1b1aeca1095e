import type { Panel } from "../../app/dashboards/panel.ts";
import type { OverviewText } from "./overview-text.ts";

const calls = { view: "calls", query: "" } as const;
const rows = { is: "rows" } as const;
const time = { is: "time" } as const;
const values = (path: string, limit: number) => ({ is: "values", path, limit }) as const;
const success = { is: "share", part: "outcome:ok", of: "outcome:(ok OR error)" } as const;

/** What the overview asks for beside its own numbers, after the first paint. */
export function measuredPanels(text: OverviewText) {
  const firstChunk: Panel = {
    ...calls,
    title: text.firstChunk,
    query: "service:TTS",
    measures: [{ is: "percentile", path: "response_data.time_to_first_chunk_ms", percent: 50 }],
    ...{ form: "lines", unit: "ms" },
  };
  const recognised: Panel = {
    ...calls,
    title: text.recognised,
    query: "service:ASR",
    measures: [{ is: "sum", path: "response_data.audio_seconds" }],
    ...{ form: "lines", unit: "s" },
  };
  const groups: Panel = {
    ...calls,
    title: text.errorGroups,
    query: "outcome:error",
    measures: [rows],
    ...{ over: values("error_group", 50), form: "list", unit: "count" },
  };
  return {
    groups,
    groupsOverTime: { ...groups, by: values("error_group", 8), over: time, form: "bars" },
    firstChunk,
    firstChunkOverTime: { ...firstChunk, over: time },
    recognised,
    recognisedOverTime: { ...recognised, over: time },
    week: { ...calls, title: text.week, measures: [rows], over: { is: "week" }, form: "heat", unit: "count" },
    voices: {
      ...calls,
      title: text.voices,
      measures: [rows, success],
      ...{ over: values("request_data.voice_name", 8), form: "list", unit: "count" },
    },
    models: {
      ...calls,
      title: text.models,
      query: "service:ASR",
      measures: [rows, success],
      ...{ over: values("request_data.model", 8), form: "list", unit: "count" },
    },
  } satisfies Record<string, Panel>;
}
