import { expect, it } from "vitest";
import { createOwnDashboards, mostDashboards } from "./own-dashboards.ts";

function memory() {
  const kept = new Map<string, string>();
  return {
    kept,
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => void kept.set(key, value),
    removeItem: (key: string) => void kept.delete(key),
  };
}
const open = (storage = memory()) =>
  createOwnDashboards(
    (text) => text.replaceAll("s3cret", "…"),
    () => storage,
  );

it("keeps a dashboard under its name, in place of the one that was renamed", () => {
  const storage = memory();
  const own = open(storage);
  expect([own.save({ name: "A", panels: [] }), own.save({ name: "B", panels: [] })]).toEqual([true, true]);
  own.save({ name: "C", panels: [] }, "A");
  expect(open(storage).all.map(({ name }) => name)).toEqual(["C", "B"]);
  own.save({ name: "B", panels: [] }, "C");
  expect(own.all.map(({ name }) => name)).toEqual(["B"]);
  own.delete("B");
  expect(own.all).toEqual([]);
});

it("keeps no secret in use, and not more than it can", () => {
  const storage = memory();
  const own = open(storage);
  expect(own.save({ name: "my s3cret", panels: [] })).toBe(false);
  for (let at = 0; at < mostDashboards; at++) expect(own.save({ name: String(at), panels: [] })).toBe(true);
  expect(own.save({ name: "one more", panels: [] })).toBe(false);
  expect([...storage.kept.values()].join()).not.toContain("s3cret");
});

it("leaves out what is no dashboard", () => {
  const storage = memory();
  storage.setItem("audiokit-dashboards", JSON.stringify([{ name: "A", panels: [{}] }, { name: "B", panels: [] }, 7]));
  expect(open(storage).all.map(({ name }) => name)).toEqual(["B"]);
});
