import type { AudioKitClient } from "../../src/audiokit/client.ts";
import { startPlain } from "./start-console.ts";
import { choosesEndpoint } from "./page/settings-steps.ts";
import { awaitVoices, openSynthesize, speakText } from "./page/synthesize-steps.ts";
import { talk } from "./page/recognize-steps.ts";
import { goOffline, itHappens, told } from "./page/page-scenario.ts";
import { openLoginProxy } from "./login-proxy.ts";
import { configured, plainLines, portOf, speak, type FailureScenario } from "./failure-scenario.ts";
import { answerLogin } from "./upstreams.ts";

const elsewhere = told("chooses it in Settings, has a text spoken", choosesEndpoint, openSynthesize(), speakText);
const whileOpen = told("has a text spoken on a page that is open", openSynthesize(), awaitVoices, itHappens, speakText);

/** A page that uses another gateway than its own. */
function pointedAt(isAllowed: boolean, open: (platformPort: number, parts: AsyncDisposableStack) => Promise<string>) {
  const make: FailureScenario["make"] = async ({ platformPort }, parts) => {
    const endpoint = await open(platformPort, parts);
    const allowed = isAllowed ? ["--allow-endpoint", endpoint] : [];
    return { console: parts.adopt(await startPlain(...allowed), (it) => it.close()), endpoint };
  };
  return make;
}

const otherGateway = async (platformPort: number, parts: AsyncDisposableStack) =>
  (await configured(parts, plainLines(platformPort))).url;

/** Failures between the browser and the gateway. */
export const gatewayScenarios: FailureScenario[] = [
  {
    cause: "gateway-unreachable",
    title: "the gateway dies",
    page: whileOpen,
    async make(environment, parts) {
      const console = await configured(parts, plainLines(environment.platformPort));
      return { console, happens: console.kill };
    },
  },
  {
    cause: "wrong-address",
    title: "a login page at the endpoint itself",
    page: elsewhere,
    make: pointedAt(true, async (_, parts) => `http://127.0.0.1:${await portOf(await answerLogin(), parts)}`),
  },
  {
    cause: "endpoint-name",
    title: "the name of the endpoint does not exist",
    page: elsewhere,
    make: pointedAt(true, () => Promise.resolve("http://no-such-host.invalid")),
  },
  {
    cause: "login-ended",
    title: "the session at a login proxy ends",
    page: whileOpen,
    async make(environment, parts) {
      const { url } = await configured(parts, plainLines(environment.platformPort));
      const proxy = parts.adopt(await openLoginProxy(url), (it) => it.close());
      const call = async (client: AudioKitClient) => {
        await client.ttsModels();
        proxy.signOut();
        return speak(client);
      };
      return { console: { url: `http://127.0.0.1:${proxy.port}` }, call, happens: proxy.signOut };
    },
  },
  {
    cause: "bridge-refused",
    title: "a proxy that names its own host to the bridge",
    page: told("starts to speak into the microphone", talk),
    async make(environment, parts) {
      const { url } = await configured(parts, plainLines(environment.platformPort));
      const { port } = parts.adopt(await openLoginProxy(url), (it) => it.close());
      return { console: { url: `http://127.0.0.1:${port}` }, call: talkFromNode };
    },
  },
  {
    cause: "offline",
    title: "the device is offline",
    page: told("has a text spoken on a page that is open", openSynthesize(), goOffline, speakText),
    isOfBrowser: true,
    make: async (environment, parts) => ({ console: await configured(parts, plainLines(environment.platformPort)) }),
  },
  {
    cause: "cors-blocked",
    title: "another gateway does not list this page's origin",
    page: elsewhere,
    isOfBrowser: true,
    make: pointedAt(true, otherGateway),
  },
  {
    cause: "endpoint-not-allowed",
    title: "the page's own policy does not list the endpoint",
    page: elsewhere,
    isOfBrowser: true,
    make: pointedAt(false, otherGateway),
  },
];

/** A client in Node sends no origin, which the bridge refuses too. */
async function talkFromNode(client: AudioKitClient): Promise<void> {
  const sound = (async function* () {
    yield await Promise.resolve(new Uint8Array(3200));
  })();
  const format = { coding: "pcm16", sampleRateHz: 16_000, channelCount: 1, language: "en" } as const;
  for await (const _phrase of client.recognizeStream(sound, format)) void _phrase;
}
