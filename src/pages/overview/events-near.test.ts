import { expect, it } from "vitest";
import { openExploredLog } from "../../../test/support/open-explored-log.ts";
import type { LogEvent } from "../../logging/log-event.ts";
import { eventsNear } from "./events-near.ts";

const minuteMs = 60_000;
const startMs = Date.UTC(2026, 10, 26, 12);
let seq = 0;
const at = (minutes: number, event: string, data: Record<string, unknown> = {}): LogEvent => ({
  ...{ timestamp: new Date(startMs + minutes * minuteMs).toISOString(), level: "INFO", event, message: event },
  ...{ service: "System", session_id: "s", seq: ++seq, data },
});

it("names a new version, changed settings and another list of models near a moment, and nothing else", async () => {
  const { explorer } = await openExploredLog([
    at(0, "system_startup", { version: "1.0.0" }),
    at(10, "system_audit_settings"),
    at(50, "system_startup", { version: "1.0.0" }),
    at(58, "system_startup", { version: "1.1.0" }),
    at(59, "system_models_changed"),
    at(61, "system_startup", { version: "1.1.0" }),
    at(62, "system_note"),
    at(200, "system_startup", { version: "1.2.0" }),
  ]);
  const near = await eventsNear(explorer, startMs + 60 * minuteMs, 15 * minuteMs);
  expect(near).toEqual([
    { is: "version", timeMs: startMs + 58 * minuteMs, version: "1.1.0" },
    { is: "models", timeMs: startMs + 59 * minuteMs },
  ]);
  // The first version of a log came from nowhere.
  expect(await eventsNear(explorer, startMs, 5 * minuteMs)).toEqual([]);
});
