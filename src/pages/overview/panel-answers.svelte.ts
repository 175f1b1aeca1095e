import { SvelteMap } from "svelte/reactivity";
import { panelRequest, type PanelFrame } from "../../app/dashboards/panel-request.ts";
import type { Panel } from "../../app/dashboards/panel.ts";
import type { TimeRange } from "../../analytics/call-rollups.ts";
import type { Overview } from "../../analytics/overview/overview.ts";
import type { LogReader } from "../../store/log-store.ts";
import type { PanelState } from "../shared/panels/panel-state.ts";
import type { RequestedRange } from "./requested-range.ts";

/** What an overview was asked with, and its answer. */
export interface AnsweredOverview {
  overview: Overview;
  asked: RequestedRange;
  hasOwnCalls: boolean;
}

/** Numbers that an overview does not have, as panels; also of the range before for those without groups. */
export class PanelAnswers {
  readonly #source: Pick<LogReader, "measure">;
  /** By the JSON of the panel. */
  readonly #states = new SvelteMap<string, PanelState>();

  constructor(source: Pick<LogReader, "measure">) {
    this.#source = source;
  }

  of(panel: Panel, isBefore: boolean): PanelState {
    return this.#states.get(key(panel, isBefore)) ?? { is: "waiting" };
  }

  /** Reads the panels one after another. @param zone IANA name, `local` or `utc` */
  async read(panels: Panel[], answered: AnsweredOverview & { zone: string }, signal: AbortSignal): Promise<void> {
    const { overview, asked, hasOwnCalls, zone } = answered;
    const { fromMs = overview.firstMs ?? 0, toMs = (overview.lastMs ?? 0) + 1 } = asked.range;
    const frame = (range: Required<TimeRange>): PanelFrame => ({
      ...{ ...range, hasOwnCalls, zone, filter: "", nowMs: range.toMs },
    });
    for (const panel of panels) {
      await this.#read(panel, frame({ fromMs, toMs: Math.max(toMs, fromMs + 1) }), false, signal);
      if (panel.over !== undefined) continue;
      if (asked.before) await this.#read(panel, frame(asked.before), true, signal);
      else this.#states.delete(key(panel, true));
    }
  }

  async #read(panel: Panel, frame: PanelFrame, isBefore: boolean, signal: AbortSignal): Promise<void> {
    if (signal.aborted) return;
    let state: PanelState;
    try {
      const request = panelRequest(panel, frame);
      state = { is: "answered", request, answer: await this.#source.measure(request, signal) };
    } catch (error) {
      state = { is: "failed", error };
    }
    if (!signal.aborted) this.#states.set(key(panel, isBefore), state);
  }
}

const key = (panel: Panel, isBefore: boolean) => JSON.stringify([panel, isBefore]);
