import { describe, expect, it } from "vitest";
import { unstoredSettings } from "../../../test/support/page-fixtures.ts";
import type { LogEvent } from "../../logging/log-event.ts";
import { createLogger } from "../../logging/logger.ts";
import type { LogStoreSettings } from "../../store/log-store.ts";
import { followSettings } from "./follow-settings.ts";

function setup() {
  const events: LogEvent[] = [];
  const configured: Partial<LogStoreSettings>[] = [];
  const disk = { isFull: false };
  const settings = unstoredSettings();
  const logger = createLogger({ sink: { append: (event) => void events.push(event) } });
  const end = followSettings(settings, logger, {
    configure(wanted) {
      configured.push(wanted);
      return disk.isFull ? Promise.reject(new Error("full")) : Promise.resolve();
    },
  });
  return { settings, logger, events, configured, disk, end };
}

describe("followSettings", () => {
  it("logs a change at every level, with the changed settings alone, and applies the level behind it", () => {
    const { settings, logger, events, configured } = setup();
    settings.update({ logLevel: "ERROR" });
    settings.update({ theme: "dark" });
    settings.update({ theme: "dark" });
    logger.logSystemEvent("note", "Below the level");
    expect(events).toMatchObject([
      { event: "system_audit_settings", data: { logLevel: "ERROR", before: { logLevel: "DEBUG" } } },
      { event: "system_audit_settings", message: "Settings changed: theme from system to dark" },
    ]);
    expect(events).toHaveLength(2);
    expect(events[1]!.data).toEqual({ theme: "dark", before: { theme: "system" } });
    expect(configured).toEqual([]);
  });

  it("logs of a record the changed fields, and of metadata the names alone", () => {
    const { settings, events } = setup();
    const { access, logFiles } = settings.current;
    settings.update({ access: { ...access, account: "a1", metadata: { "x-key": "s3cretvalue" } } });
    settings.update({ access: { ...access, account: "a1", metadata: { "x-key": "another-one" } } });
    settings.update({ logFiles: { ...logFiles, "tts_errors.log": { maxMegabytes: 2, backups: 3 } } });
    expect(events.map(({ data }) => data)).toEqual([
      { access: { account: "a1", metadata: ["x-key"] }, before: { access: { account: "", metadata: [] } } },
      { access: { metadata: ["x-key"] }, before: { access: { metadata: ["x-key"] } } },
      {
        logFiles: { "tts_errors.log": { maxMegabytes: 2 } },
        before: { logFiles: { "tts_errors.log": { maxMegabytes: 5 } } },
      },
    ]);
  });

  it("gives the store its limits in bytes when a size or the durability changes", () => {
    const { settings, configured } = setup();
    const { logFiles } = settings.current;
    settings.update({ logFiles: { ...logFiles, "tts_errors.log": { maxMegabytes: 2, backups: 1 } } });
    settings.update({ logStrictly: true });
    expect(configured).toMatchObject([
      { durability: "relaxed", limits: { "tts_errors.log": { maxBytes: 2_097_152, backups: 1 } } },
      { durability: "strict" },
    ]);
  });

  it("logs that the store could not take its settings", async () => {
    const { settings, events, disk } = setup();
    disk.isFull = true;
    settings.update({ logStrictly: true });
    await expect.poll(() => events.at(-1)).toMatchObject({ event: "system_log_settings", message: "Error: full" });
  });

  it("ends", () => {
    const { settings, events, end } = setup();
    end();
    settings.update({ theme: "dark" });
    expect(events).toEqual([]);
  });
});
