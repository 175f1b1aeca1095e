import { expect, it } from "vitest";
import { statisticsRows, totalOf } from "./statistics-rows.ts";

const one = { calls: 1, failures: 0, cancelled: 1, sentBytes: 10, receivedBytes: 5, audioSeconds: 0.5 };

it("shows each service under its name in the log, and the sum of all", () => {
  const rows = statisticsRows({ TTS: { ...one, failures: 2 }, STT: one });
  expect(rows.map(({ service }) => service)).toEqual(["ASR", "TTS"]);
  expect(totalOf(rows)).toEqual({
    service: "",
    calls: 2,
    failures: 2,
    cancelled: 2,
    sentBytes: 20,
    receivedBytes: 10,
    audioSeconds: 1,
  });
  expect(totalOf([]).calls).toBe(0);
});
