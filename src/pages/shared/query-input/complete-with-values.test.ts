import { describe, expect, it, vi } from "vitest";
import type { FieldInfo, FieldValues } from "../../../store/explore.ts";
import { completeWithValues, type CompleteText } from "./complete-with-values.ts";

const fields: FieldInfo[] = [{ path: "service", present: 9, kinds: ["text"], values: 2, isMany: false }];
const counts = { ok: 0, error: 0, cancelled: 0, unfinished: 0 };

/** Names before the colon, values after it. */
const complete: CompleteText = (text, caret, known, values) => {
  const colon = text.indexOf(":");
  const place = { start: colon + 1, end: caret };
  if (colon < 0)
    return { ...place, items: known.map(({ path, count }) => ({ insert: `${path}:`, label: path, count })) };
  if (!values) return { ...place, items: [], needs: { path: text.slice(0, colon), prefix: text.slice(colon + 1) } };
  return {
    ...place,
    items: values.values.map(({ value, count }) => ({ insert: String(value), label: String(value), count })),
  };
};

function setup() {
  const answer: FieldValues = { path: "service", values: [{ value: "TTS", total: 7, ...counts }], distinct: 1 };
  const findValues = vi.fn(() => Promise.resolve(answer));
  return { findValues, at: completeWithValues(complete, { fields: () => fields, findValues }) };
}

describe("completeWithValues", () => {
  it("offers the fields of the log with their rows, and asks for no values", async () => {
    const { at, findValues } = setup();
    expect((await at("ser", 3))?.items).toEqual([{ insert: "service:", label: "service", count: 9 }]);
    expect(findValues).not.toHaveBeenCalled();
  });

  it("asks the log for the values of the field at the caret", async () => {
    const { at, findValues } = setup();
    expect((await at("service:T", 9))?.items).toEqual([{ insert: "TTS", label: "TTS", count: 7 }]);
    expect(findValues).toHaveBeenCalledExactlyOnceWith("service", "T");
  });
});
