import { describe, expect, it } from "vitest";
import { liveFormFromQuery, liveFormToQuery, untouchedLiveForm, type LiveForm } from "./live-form.ts";

const read = (query: Record<string, string>) => liveFormFromQuery((name) => query[name] ?? "");

describe("the form of live recognition", () => {
  it("stands in the address and comes back from it, without the device", () => {
    const form: LiveForm = {
      deviceId: "usb",
      maxMinutes: 60,
      interim: false,
      singleUtterance: true,
      processing: ["echoCancellation", "autoGainControl"],
    };
    const treat = "echoCancellation,autoGainControl";
    expect(liveFormToQuery(form)).toEqual({ max: "60", interim: "off", single: "on", treat });
    expect(read(liveFormToQuery(form))).toEqual({ ...form, deviceId: "" });
  });

  it("leaves no trace while it is untouched, and takes nothing that is no choice", () => {
    expect(Object.values(liveFormToQuery(untouchedLiveForm)).join("")).toBe("");
    expect(read({})).toEqual(untouchedLiveForm);
    expect(read({ max: "7", interim: "maybe", single: "1", treat: "reverb" })).toEqual(untouchedLiveForm);
  });
});
