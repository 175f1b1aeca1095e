import { describe, expect, it } from "vitest";
import { readExplorerAddress, writeColumns, writeOrder } from "./explorer-address.ts";

const read = (address: string) => {
  const query = new URLSearchParams(address);
  return readExplorerAddress((name) => query.get(name) ?? "");
};

describe("readExplorerAddress", () => {
  it("shows all calls, newest first, where nothing is said", () => {
    expect(read("")).toEqual({
      text: "",
      view: undefined,
      range: {},
      hasOwnCalls: undefined,
      order: { by: "time", isDescending: true },
      by: "outcome",
      columns: undefined,
      at: undefined,
    });
  });

  it("reads what it writes: columns with widths and any characters, and orders", () => {
    const columns = [{ path: "timestamp" }, { path: "a,b%~1" }, { path: "duration_ms", widthPx: 120 }];
    expect(read(`cols=${encodeURIComponent(writeColumns(columns))}`).columns).toEqual(columns);
    for (const order of [
      { by: "time", isDescending: true },
      { by: "time", isDescending: false },
      { by: "request_data.text", isDescending: true },
    ]) {
      expect(read(`sort=${writeOrder(order)}`).order).toEqual(order);
    }
  });

  it("takes no nonsense for a range or a row", () => {
    expect(read("from=x&to=-1&at=1.5&last=1y")).toMatchObject({ range: {}, at: undefined });
    expect(read("last=7d&from=1")).toMatchObject({ range: { lastMs: 604_800_000 } });
  });

  it.each([
    ["level=ERROR,CRITICAL", "level:(ERROR OR CRITICAL)"],
    ["service=TTS&level=ERROR", "level:ERROR service:TTS"],
    ["request=req_1-a", "request_id:req_1-a"],
    ["session=a%2Cb%20%22c%22", 'session_id:"a,b \\"c\\""'],
    ["error=DATA_LOSS", "error.error_type:DATA_LOSS"],
    ["event=request_error&q=ALPN", "event:request_error ALPN"],
  ])("opens an old link to the same events, own calls among them: %s", (address, text) => {
    expect(read(`${address}&from=1&to=2&at=3`)).toMatchObject({
      text,
      view: "events",
      hasOwnCalls: true,
      range: { fromMs: 1, toMs: 2 },
      at: 3,
    });
  });
});
