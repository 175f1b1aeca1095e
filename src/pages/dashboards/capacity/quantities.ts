import type { Panel } from "../../../app/dashboards/panel.ts";

/** What is forecast. */
export const quantities = ["calls", "audioIn", "audioOut", "received", "sent", "log"] as const;
export type Quantity = (typeof quantities)[number];

/** How a quantity of a day is measured. */
export interface MeasuredQuantity {
  view: "calls" | "events";
  query: string;
  /** Fields that are added up; none: rows are counted. */
  sums: string[];
  unit: Extract<Panel["unit"], "count" | "s" | "bytes">;
  /** What one of a limit is worth in that unit: limits of audio are given in minutes, those of bytes in megabytes. */
  limitUnit: number;
}

const audio = "response_data.audio_seconds";

export const measuredQuantities: Record<Quantity, MeasuredQuantity> = {
  calls: { view: "calls", query: "", sums: [], unit: "count", limitUnit: 1 },
  audioIn: { view: "calls", query: "service:ASR", sums: [audio], unit: "s", limitUnit: 60 },
  audioOut: { view: "calls", query: "service:TTS", sums: [audio], unit: "s", limitUnit: 60 },
  received: { view: "calls", query: "", sums: ["response_size_bytes"], unit: "bytes", limitUnit: 1e6 },
  sent: {
    view: "calls",
    query: "",
    sums: ["request_data.audio_size_bytes", "response_data.total_bytes"],
    unit: "bytes",
    limitUnit: 1e6,
  },
  /** Events, each as large as the log's events are on average. */
  log: { view: "events", query: "", sums: [], unit: "bytes", limitUnit: 1e6 },
};
