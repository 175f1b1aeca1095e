import { describe, expect, it } from "vitest";
import { detectKind } from "./detect-kind.ts";

const pino = '{"level":30,"time":1767603600123,"pid":7,"hostname":"h","msg":"up"}';

describe("detectKind", () => {
  it("names what most records are", () => {
    expect(detectKind([pino, pino, "2026-01-05 09:00:00,123 - app - ERROR - x"])).toEqual({ kind: "pino" });
  });

  it("names a known kind before a majority of lines in no layout", () => {
    expect(detectKind(["npm start", "> app@1.0.0", "> node .", pino])).toEqual({ kind: "pino" });
  });

  it("names what is inside a container", () => {
    const log = JSON.stringify({ log: `${pino}\n`, stream: "stdout", time: "2026-01-05T09:00:00.123Z" });
    expect(detectKind([log])).toEqual({ kind: "docker", within: "pino" });
  });

  it("names nothing without records", () => {
    expect(detectKind([])).toBeUndefined();
  });
});
