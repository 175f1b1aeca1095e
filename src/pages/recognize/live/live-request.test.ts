import { describe, expect, it } from "vitest";
import { untouchedForm } from "../options/recognition-form.ts";
import { untouchedLiveForm as how } from "./live-form.ts";
import { liveRequest } from "./live-request.ts";

describe("liveRequest", () => {
  it("asks for marks as soon as they are known, or for none", () => {
    expect(liveRequest(untouchedForm, how)).toMatchObject({ vaMarks: "as-soon-as-known", interimResults: true });
    expect(liveRequest({ ...untouchedForm, vaMarks: "off" }, how).vaMarks).toBe("off");
  });

  it("takes every option that a stream knows, and none that only a file has", () => {
    const form = {
      ...untouchedForm,
      genderAge: true,
      splitByChannel: true,
      numbers: { minSilenceMs: "700", speechPadMs: "40" },
    };
    expect(liveRequest(form, how)).toMatchObject({ genderAge: true, splitterOptions: { minSilenceMs: 700 } });
    expect(liveRequest(form, how)).not.toHaveProperty("splitByChannel");
    expect(liveRequest(form, how).splitterOptions).not.toHaveProperty("speechPadMs");
  });
});
