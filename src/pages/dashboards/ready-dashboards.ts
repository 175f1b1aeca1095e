import type { Panel } from "../../app/dashboards/panel.ts";
import type { DashboardsText } from "./dashboards-text.ts";

/** Dashboards that are always there. */
export const readyDashboards = ["services", "usage", "resources"] as const;
export type ReadyDashboard = (typeof readyDashboards)[number];

const ended = "outcome:(ok OR error)";
const rows = { is: "rows" } as const;
const success = { is: "share", part: "outcome:ok", of: ended } as const;
const percentile = (path: string, percent: number) => ({ is: "percentile", path, percent }) as const;
const sum = (path: string) => ({ is: "sum", path }) as const;
const time = { is: "time" } as const;
const values = (path: string, limit: number) => ({ is: "values", path, limit }) as const;
const numbers = (path: string, bins: number, isLogarithmic = false) =>
  ({ is: "numbers", path, bins, isLogarithmic }) as const;

/** The panels of a ready dashboard. @param split field whose values are compared */
export function readyPanels(name: ReadyDashboard, split: string, text: DashboardsText): Panel[] {
  const calls = { view: "calls", query: "" } as const;
  const duration = "duration_ms";
  switch (name) {
    case "services":
      return [
        {
          ...calls,
          title: text.titles.responseTime,
          query: ended,
          measures: [percentile(duration, 50), percentile(duration, 95), percentile(duration, 99)],
          ...{ over: time, form: "lines", unit: "ms", isWide: true, isLogarithmic: true },
        },
        {
          ...calls,
          title: text.titles.allResponseTimes,
          query: ended,
          measures: [rows],
          ...{ by: numbers(duration, 14, true), over: time, form: "heat", unit: "ms" },
        },
        {
          ...calls,
          title: text.titles.outcomes,
          measures: [rows],
          ...{ by: values("outcome", 4), over: time, form: "bars", unit: "count" },
        },
        {
          ...calls,
          title: text.by(text.titles.successAndTime, split),
          query: ended,
          measures: [success, rows, percentile(duration, 50), percentile(duration, 95)],
          ...{ over: values(split, 20), form: "list", unit: "ms" },
        },
        {
          ...calls,
          title: text.by(text.titles.p95, split),
          query: ended,
          measures: [percentile(duration, 95)],
          ...{ by: values(split, 5), over: time, form: "lines", unit: "ms" },
        },
        {
          ...calls,
          title: text.titles.firstChunk,
          measures: [50, 95].map((percent) => percentile("response_data.time_to_first_chunk_ms", percent)),
          ...{ over: time, form: "lines", unit: "ms" },
        },
        {
          ...calls,
          title: text.titles.firstPartial,
          measures: [50, 95].map((percent) => percentile("response_data.time_to_first_partial_ms", percent)),
          ...{ over: time, form: "lines", unit: "ms" },
        },
        {
          ...calls,
          title: text.titles.realTimeFactor,
          measures: [rows],
          by: numbers("response_data.processing_to_audio_ratio", 14, true),
          ...{ over: numbers("response_data.audio_seconds", 40, true), form: "heat", unit: "number" },
        },
        {
          ...calls,
          title: text.titles.confidence,
          measures: [5, 50].map((percent) => percentile("response_data.mean_confidence", percent)),
          ...{ over: time, form: "lines", unit: "share" },
        },
        {
          ...calls,
          title: text.titles.responseSize,
          measures: [50, 95].map((percent) => percentile("response_size_bytes", percent)),
          ...{ over: time, form: "lines", unit: "bytes" },
        },
        {
          ...calls,
          title: text.titles.cloning,
          query: "operation:CloneVoice",
          measures: [percentile(duration, 50), percentile(duration, 95)],
          ...{ over: time, form: "lines", unit: "ms" },
        },
        {
          title: text.titles.tokens,
          view: "events",
          query: "service:Auth duration_ms:*",
          measures: [percentile(duration, 50), percentile(duration, 95)],
          ...{ over: time, form: "lines", unit: "ms" },
        },
        {
          ...calls,
          title: text.titles.models,
          query: "service:Models",
          measures: [rows],
          ...{ by: values("outcome", 4), over: time, form: "bars", unit: "count", hasOwnCalls: true },
        },
      ];
    case "usage":
      return [
        {
          ...calls,
          title: text.titles.week,
          measures: [rows],
          over: { is: "week" },
          form: "heat",
          unit: "count",
          isWide: true,
        },
        {
          ...calls,
          title: text.titles.voices,
          measures: [rows, success, sum("response_data.audio_seconds")],
          ...{ over: values("request_data.voice_name", 20), form: "list", unit: "s" },
        },
        {
          ...calls,
          title: text.titles.recognitionModels,
          measures: [rows, success, sum("response_data.audio_seconds")],
          ...{ over: values("request_data.model", 20), form: "list", unit: "s" },
        },
        {
          ...calls,
          title: text.titles.synthesisLanguages,
          measures: [rows],
          ...{ over: values("request_data.language_code", 20), form: "list", unit: "count" },
        },
        {
          ...calls,
          title: text.titles.recognitionLanguages,
          measures: [rows],
          ...{ over: values("request_data.language", 20), form: "list", unit: "count" },
        },
        {
          ...calls,
          title: text.titles.audioSeconds,
          measures: [sum("response_data.audio_seconds")],
          ...{ by: values("service", 5), over: time, form: "bars", unit: "s" },
        },
        {
          ...calls,
          title: text.titles.textLengths,
          measures: [rows],
          ...{ over: numbers("request_data.text_length", 12, true), form: "list", unit: "number" },
        },
        {
          title: text.titles.workflows,
          view: "events",
          query: "event:(system_workflow_success OR system_workflow_failed OR system_workflow_cancelled)",
          measures: [rows, percentile(duration, 50)],
          ...{ over: values("event", 10), form: "list", unit: "ms" },
        },
        {
          title: text.titles.sessions,
          view: "events",
          query: "",
          measures: [{ is: "distinct", path: "session_id" }],
          ...{ over: time, form: "lines", unit: "count" },
        },
      ];
    case "resources":
      return [
        {
          ...calls,
          title: text.titles.received,
          measures: [sum("response_size_bytes")],
          ...{ by: values("service", 6), over: time, form: "bars", unit: "bytes" },
        },
        {
          ...calls,
          title: text.titles.sent,
          measures: [sum("request_data.audio_size_bytes")],
          ...{ by: values("service", 6), over: time, form: "bars", unit: "bytes" },
        },
        {
          ...calls,
          title: text.titles.streamed,
          measures: [sum("response_data.total_bytes")],
          ...{ over: time, form: "bars", unit: "bytes" },
        },
        {
          title: text.titles.logGrowth,
          view: "events",
          query: "",
          measures: [rows],
          ...{ by: values("level", 5), over: time, form: "bars", unit: "count", hasOwnCalls: true },
        },
      ];
  }
}
