import { describe, expect, it } from "vitest";
import type { FieldInfo } from "../../../store/explore.ts";
import { orderFields } from "./field-order.ts";

const info = (path: string, present = 100, changes: Partial<FieldInfo> = {}): FieldInfo => ({
  path,
  present,
  kinds: ["text"],
  values: 5,
  isMany: false,
  ...changes,
});

describe("orderFields", () => {
  it("puts the important fields first, in their own order, and opens them", () => {
    const { paths, open } = orderFields(
      ["zebra", "request_data.voice_name", "session_id", "level", "outcome"].map((path) => info(path)),
    );
    expect(paths.slice(0, 3)).toEqual(["outcome", "level", "request_data.voice_name"]);
    expect([...open].slice(0, 3)).toEqual(["outcome", "level", "request_data.voice_name"]);
    expect(open.has("session_id")).toBe(false);
  });

  it("puts why a group of errors failed, and who ended it, behind the group", () => {
    const { paths, open } = orderFields(
      ["diagnosis.hop", "duration_ms", "diagnosis.confidence", "error_group", "diagnosis.cause"].map((path) =>
        info(path),
      ),
    );
    expect(paths).toEqual(["error_group", "diagnosis.cause", "diagnosis.hop", "duration_ms", "diagnosis.confidence"]);
    expect(open).toContain("diagnosis.hop");
  });

  it("opens the fields with few values of a foreign log", () => {
    const { open } = orderFields([
      info("host"),
      info("trace_id"),
      info("path", 90, { isMany: true }),
      info("constant", 100, { values: 1 }),
      info("status", 50),
    ]);
    expect([...open]).toEqual(["host", "status"]);
  });

  it("opens no field that no row has", () => {
    expect([...orderFields([info("outcome", 0), info("host")]).open]).toEqual(["host"]);
  });
});
