import { describe, expect, it } from "vitest";
import { recordPhases } from "./call-phases.ts";

describe("the phases of a call", () => {
  it("are none where nothing is known", () => {
    expect(recordPhases().attributes({})).toEqual({});
  });

  it("say how long it waited for its token, when it was connected and when the first byte came", () => {
    const phases = recordPhases();
    phases.note("token_wanted", 2);
    phases.note("token_ready", 13.0004);
    phases.note("connected", 76);
    phases.note("headers", 90);
    expect(phases.attributes({ sent: { at_ms: [77] } })).toEqual({
      phases: { token_from_ms: 2, token_wait_ms: 11, connected_ms: 76, headers_ms: 90, sent: { at_ms: [77] } },
    });
  });

  it("are those of the last attempt where a call was sent twice", () => {
    const phases = recordPhases();
    for (const beganMs of [0, 100]) {
      phases.note("token_wanted", beganMs);
      phases.note("token_ready", beganMs + 1);
      if (beganMs === 0) phases.note("headers", 40);
    }
    expect(phases.attributes()).toEqual({ phases: { token_from_ms: 100, token_wait_ms: 1, attempts: 2 } });
  });
});
