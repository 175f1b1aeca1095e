import type { LiveSecrets } from "../../basics/live-secrets.ts";
import { whenIdle } from "../../basics/when-idle.ts";
import { logAlerts, type AlertLog } from "../../logging/log-alerts.ts";
import type { Logger } from "../../logging/logger.ts";
import type { LogStore } from "../../store/log-store.ts";
import type { ConsoleConfig } from "../../wire/console-config.ts";
import { followLog } from "../page-log/follow-log.ts";
import type { Preferences } from "../preferences.svelte.ts";
import { AlertDelivery } from "./alert-delivery.svelte.ts";
import { AlertRecords } from "./alert-records.svelte.ts";
import { createLazyEvaluation } from "./lazy-evaluation.ts";
import { structuredRoomBytes } from "./log-room.ts";
import { runInOneTab } from "./run-in-one-tab.ts";

/** The alerts of this browser. */
export interface Alerts {
  /** Rules, objectives, and where they stand. */
  readonly records: AlertRecords;
  readonly delivery: AlertDelivery;
  readonly log: AlertLog;
}

/** What the alerts need from the page. */
export interface AlertsDeps {
  store: LogStore;
  logger: Logger;
  preferences: Preferences;
  scrub: LiveSecrets["scrub"];
  requestConfig: () => Promise<ConsoleConfig>;
  fetch: typeof globalThis.fetch;
  origin: string;
}

/** Rules are evaluated after the log grew, at most this often, and without growth as often as `idleMs`, in milliseconds. */
const pauseMs = 5_000;
const idleMs = 15_000;

/**
 * Opens the alerts, and evaluates them in one of all tabs as long as the page lives: each question is counted in the worker of
 * the log. Without rules nothing is asked, and nothing loaded.
 */
export function openAlerts({ store, logger, preferences, scrub, ...page }: AlertsDeps): Alerts {
  const log = logAlerts(logger);
  const records = new AlertRecords(scrub);
  const delivery = new AlertDelivery({ log, ...page });
  const evaluate = createLazyEvaluation(
    {
      rules: () => records.rules,
      states: { get: () => records.states, set: (states) => records.setStates(states) },
      onTransition(rule, transition) {
        if (transition.is === "firing") log.firing(rule, transition);
        else log.resolved(rule, transition);
        void delivery.deliver(rule, transition);
      },
      onGap: (fromMs, toMs) => log.gap(fromMs, toMs),
      onFailure: (rule, failure) => log.evaluationFailed(rule, String(failure)),
      nowMs: () => Date.now(),
    },
    async () => {
      const [{ createAlertEvaluation }, { measureRule }] = await Promise.all([
        import("./evaluate-alerts.ts"),
        import("./measure-rule.ts"),
      ]);
      return {
        createAlertEvaluation,
        measureRule(rule, nowMs, signal) {
          const zone = preferences.current.timeZone === "local" ? "local" : "utc";
          const room = () => structuredRoomBytes(preferences.current.logFiles);
          return measureRule(store, rule, { nowMs, zone, room }, signal);
        },
      };
    },
  );
  runInOneTab("audiokit-alerts", () => whenIdle(() => followLog(store, evaluate, pauseMs, idleMs)));
  return { records, delivery, log };
}
