import { describe, expect, it } from "vitest";
import { exploredLog } from "../../../test/support/explored-log.ts";
import { openExploredLog } from "../../../test/support/open-explored-log.ts";
import type { Alerts } from "../../app/alerts/open-alerts.ts";
import { AlertRecords } from "../../app/alerts/alert-records.svelte.ts";
import type { LogSource } from "../../app/page-log/log-source.ts";
import { Router } from "../../app/router/router.svelte.ts";
import { logAlerts } from "../../logging/log-alerts.ts";
import { AlertsPage } from "./alerts-page.svelte.ts";

/** The page over a log of 900 events, as an imported one. */
async function setup() {
  const events = [...exploredLog(900, 5)];
  const { explorer } = await openExploredLog(events);
  const [firstMs, lastMs] = [events[0]!, events.at(-1)!].map(({ timestamp }) => Date.parse(timestamp));
  const source = {
    measure: explorer.measure,
    summarize: () => Promise.resolve({ firstMs, lastMs }),
    subscribe: () => () => undefined,
  } as unknown as LogSource;
  let href = "http://localhost/alerts?log=abc";
  const go = (_: unknown, __: string, url: string | URL): void => void (href = String(url));
  const router = new Router({ location: { href }, history: { pushState: go, replaceState: go } } as unknown as Window);
  const stored = new Map<string, string>();
  const storage = () => ({
    getItem: (key: string) => stored.get(key) ?? null,
    setItem: (key: string, value: string) => void stored.set(key, value),
  });
  const logged: string[] = [];
  const records = new AlertRecords((text) => text, storage, new EventTarget());
  const log = logAlerts({ logSystemEvent: (type, message) => void logged.push(`${type}: ${message}`) });
  const page = new AlertsPage({ source, router, alerts: { records, log } as unknown as Alerts, isImported: true });
  return { page, records, logged, address: () => href.replace("http://localhost", "") };
}
const named = { name: "Success", timeZone: "UTC" };

describe("AlertsPage", () => {
  it("keeps a new rule unsaved until it is saved, and then addresses it", async () => {
    const { page, records, logged, address } = await setup();
    page.begin("success", named);
    expect([records.rules.length, address()]).toEqual([0, "/alerts?log=abc&rule=new"]);
    page.save();
    const { id } = records.rules[0]!;
    expect([address(), logged]).toEqual([`/alerts?log=abc&rule=${id}`, ["audit_rules: Alert rules saved"]]);
    expect(page.draft).toMatchObject({ isNew: false, isChanged: false });
  });

  it("discards a change, and deletes a rule", async () => {
    const { page, records, address } = await setup();
    page.begin("success", named);
    page.save();
    const [saved] = records.rules;
    page.draft!.change({ name: "Other" });
    page.discard();
    expect([records.rules, address()]).toEqual([[saved], "/alerts?log=abc"]);
    page.delete(saved!);
    expect(records.rules).toEqual([]);
  });

  it("says where each rule stands at the end of an imported log", async () => {
    const { page, records } = await setup();
    page.begin("success", named);
    page.draft!.change({ windowMs: 600_000, forMs: 0, atLeast: 1 });
    page.save();
    const end = page.follow();
    await expect.poll(() => page.isCounted).toBe(true);
    end();
    expect(page.stateOf(records.rules[0]!)).toMatchObject({ phase: "firing" });
  });

  it("counts what other values of a new rule would have done", async () => {
    const { page } = await setup();
    page.begin("success", named);
    const end = page.follow();
    await expect.poll(() => page.range).toBeDefined();
    const draft = page.draft!;
    draft.change({ windowMs: 600_000, forMs: 0, atLeast: 1 });
    draft.load(page.range);
    await expect.poll(() => draft.result?.firings.length).toBeGreaterThan(0);
    draft.tryAll();
    await expect.poll(() => draft.counts.atLeast?.length).toBe(draft.choices!.atLeast.length);
    const at = draft.choices!.threshold.indexOf(draft.rule.threshold);
    expect(draft.counts.threshold![at]).toBe(draft.result!.firings.length);
    end();
  });

  it("does not ask the log for a query with a mistake", async () => {
    const { page } = await setup();
    page.begin("success", named);
    page.draft!.change({ query: "service:(" });
    expect(page.draft!.canSave).toBe(false);
    expect(page.draft!.load({ firstMs: 0, lastMs: 1 })).toBeUndefined();
  });
});
