import { describe, expect, it } from "vitest";
import { generateEvents } from "../../../test/support/generate-events.ts";
import type { LogNotice, LogPage, LogPageRequest } from "../../store/log-store.ts";
import { LogRows } from "./log-rows.svelte.ts";

/** A log of so many events whose answers come when the test says so. */
function slowLog(total: number) {
  let events = [...generateEvents(total + 1)];
  let size = total;
  let listener: (notice: LogNotice) => void = () => undefined;
  let asked: { answer(page: LogPage): void; onPartial: LogPageRequest["onPartial"] } | undefined;
  const page = (complete: boolean): LogPage => {
    const rows = events.slice(0, size).map((event, position) => ({ event, position }));
    return { rows: rows.reverse().slice(0, 3), total: size, complete };
  };
  return {
    store: {
      subscribe: (told: typeof listener) => {
        listener = told;
        return () => undefined;
      },
      query: (_: unknown, { onPartial }: LogPageRequest) =>
        new Promise<LogPage>((answer) => (asked = { answer, onPartial })),
    },
    tellPart: () => asked!.onPartial!(page(false)),
    async tellAll() {
      asked!.answer(page(true));
      asked = undefined;
      await Promise.resolve();
      await Promise.resolve();
    },
    grow() {
      size++;
      listener({ position: size, dropped: 0, rewritten: false });
    },
    rewrite() {
      events = events.map((event) => ({ ...event, message: "rewritten" }));
      listener({ position: size, dropped: 0, rewritten: true });
    },
    get isAsked() {
      return asked !== undefined;
    },
  };
}

describe("LogRows", () => {
  it("replaces the rows that were read before lines were rewritten, where they are read as well", async () => {
    const log = slowLog(3);
    const rows = new LogRows(log.store);
    const end = rows.follow({});
    await log.tellAll();
    const before = structuredClone(rows.rows);
    rows.hold(true);
    log.rewrite();
    await expect.poll(() => log.isAsked).toBe(true);
    await log.tellAll();
    expect(rows.rows).not.toEqual(before);
    expect(rows.rows.map(({ event }) => event.message)).toEqual(["rewritten", "rewritten", "rewritten"]);
    end();
  });

  it("leaves the rows alone that somebody reads since before all was scanned, and counts what is new", async () => {
    const log = slowLog(10);
    const rows = new LogRows(log.store);
    const end = rows.follow({});
    log.tellPart();
    const [first] = rows.rows;
    rows.refresh();
    rows.hold(true);
    await log.tellAll();
    expect([rows.isComplete, rows.total, rows.waiting]).toEqual([true, 10, 0]);
    log.grow();
    await expect.poll(() => log.isAsked).toBe(true);
    log.tellPart();
    await log.tellAll();
    expect(rows.rows[0]).toBe(first);
    expect([rows.total, rows.waiting]).toEqual([10, 1]);
    end();
  });
});
