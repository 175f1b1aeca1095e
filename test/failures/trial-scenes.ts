import { Code, ConnectError } from "@connectrpc/connect";
import { servePlatform } from "./test-environment.ts";
import type { Upstream } from "./upstreams.ts";

/** A failed call that is made once more with other settings, to tell its causes apart. */
export interface TrialScene {
  title: string;
  platform(): Promise<Upstream>;
  /** The cause before and after. */
  before: string;
  after: string;
  /** The button on the page, and what stands in its place afterwards. */
  button: string;
  made: string;
}

/** A platform with two voices that refuses some orders. */
function refusing(refuses: (order: { voiceName: string; text: string }) => boolean, words: string, code: Code) {
  const models = ["borisova", "kishchik"].map((name) => ({ name, languageCode: "en" }));
  return servePlatform({
    synthesis: {
      getModelsInfo: () => ({ models }),
      async *streamingSynthesize({ voiceName, inputSource }) {
        if (refuses({ voiceName, text: inputSource.value ?? "" })) throw new ConnectError(words, code);
        yield await Promise.resolve({ audio: new Uint8Array(1000) });
      },
    },
  });
}

/** One for each pair of causes that a call with other settings tells apart. */
export const trialScenes: TrialScene[] = [
  {
    title: "another voice proves that it is the voice, where the platform speaks of a model",
    platform: () =>
      refusing(({ voiceName }) => voiceName === "borisova", "Requested model is not available", Code.NotFound),
    before: "unknown-model",
    after: "unknown-voice",
    button: "Tell them apart",
    made: "A word was requested from another voice",
  },
  {
    title: "a short call shows that a service failed at the one before only",
    platform() {
      let calls = 0;
      return refusing(() => calls++ % 2 === 0, "an inner service is down", Code.Internal);
    },
    before: "service-fault",
    after: "only-this-call",
    button: "Find out more",
    made: "A short call was made",
  },
];
