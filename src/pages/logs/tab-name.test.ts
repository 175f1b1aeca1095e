import { describe, expect, it } from "vitest";
import { explorerText } from "./explorer-text.ts";
import { savedViewsText } from "./saved-views/saved-views-text.ts";
import { tabName, type NamedView } from "./tab-name.ts";

const words = { views: explorerText.en.views, readyViews: savedViewsText.en.readyViews };
const name = (shown: Partial<NamedView>) =>
  tabName({ search: "", text: "", view: "calls", saved: [], ...shown }, words);

describe("tabName", () => {
  it("is the name of the saved view, or of the one that is ready", () => {
    const saved = [{ name: "Night shift", view: "q=a&view=events" }];
    expect(name({ search: "view=events&log=7&q=a&at=12", text: "a", view: "events", saved })).toBe("Night shift");
    expect(name({ search: "q=outcome:error", text: "outcome:error" })).toBe("Errors");
  });

  it("is the query otherwise, cut where it is long, with any view but that of calls", () => {
    expect(name({ search: "q=level:ERROR", text: "level:ERROR" })).toBe("level:ERROR");
    expect(name({ search: "q=a&view=differs", text: "a", view: "differs" })).toBe("a · Differs");
    expect(name({ text: "x".repeat(100) })).toBe(`${"x".repeat(60)}…`);
    expect(name({ text: "a", view: "tts_errors.log" })).toBe("Errors");
    expect(name({})).toBe("");
  });
});
