import type { AudioKitClient } from "../../src/audiokit/client.ts";
import type { IssueOptions } from "../support/servers/certificates.ts";
import { serveSynthesis } from "./test-environment.ts";
import { allowSeconds } from "./page/settings-steps.ts";
import { awaitSound, openSynthesize, speaking, speakText } from "./page/synthesize-steps.ts";
import { itHappens, told } from "./page/page-scenario.ts";
import { behind, configured, plainLines, portOf, speak, speakWhile, type FailureScenario } from "./failure-scenario.ts";
import { answerHttp1, answerInPart, hangUp, refusedPort, stayMute, terminateTls } from "./upstreams.ts";

const hourMs = 3_600_000;
const ownName = { names: ["localhost"] };

const page = speaking();

const impatiently = told(
  "allows calls 1 s in Settings, has a text spoken",
  allowSeconds("1"),
  openSynthesize(),
  speakText,
);

const stopMidway = () =>
  serveSynthesis(async function* (_, { signal }) {
    yield { audio: new Uint8Array(1000) };
    await new Promise((done) => signal.addEventListener("abort", done));
  });

const whileItIsHeard = told(
  "has a text spoken, hears the first of it",
  openSynthesize(),
  speakText,
  awaitSound,
  itHappens,
);

/** The response breaks off once its first chunk has played: before that, a busy gateway may not have forwarded any of it. */
const breaking =
  (how: "reset" | "close"): FailureScenario["make"] =>
  async (_, parts) => {
    const platform = parts.adopt(await answerInPart(how), (it) => it.close());
    const call = (client: AudioKitClient) => speakWhile(client, platform.breakOff);
    return { console: await configured(parts, plainLines(platform.port)), call, happens: platform.breakOff };
  };

/** A platform whose TLS has this certificate of the trusted authority; by default it is valid. */
const withCertificate = (properties: () => Partial<IssueOptions>) =>
  behind("tls", async ({ authority, platformPort }) =>
    terminateTls(await authority.issue({ ...ownName, ...properties() }), platformPort, ["h2"]),
  );

/** Failures between the gateway and the platform. */
export const connectionScenarios: FailureScenario[] = [
  {
    cause: "http1-only",
    title: "the platform's TLS offers only http/1.1",
    page,
    make: behind("tls", async ({ authority, platformPort }) =>
      terminateTls(await authority.issue(ownName), platformPort, ["http/1.1"]),
    ),
  },
  {
    cause: "http1-only",
    title: "a plain HTTP/1.1 server in the platform's place",
    page,
    make: behind("plain", () => answerHttp1(200, "text/plain", "hello")),
  },
  {
    cause: "http1-only",
    title: "HTTP/1.1 behind TLS without ALPN",
    page,
    make: behind("tls", async ({ authority }, parts) => {
      const inner = parts.adopt(await answerHttp1(200, "text/plain", "hello"), (it) => it.close());
      return terminateTls(await authority.issue(ownName), inner.port);
    }),
  },
  {
    cause: "unknown-authority",
    title: "a certificate of an unknown authority",
    page,
    make: behind("tls", async ({ foreign, platformPort }) =>
      terminateTls(await foreign.issue(ownName), platformPort, ["h2"]),
    ),
  },
  {
    cause: "certificate-expired",
    title: "an expired certificate",
    page,
    make: withCertificate(() => ({ notAfter: new Date(Date.now() - hourMs) })),
  },
  {
    cause: "certificate-not-yet-valid",
    title: "a certificate that begins in an hour",
    page,
    make: withCertificate(() => ({ notBefore: new Date(Date.now() + hourMs) })),
  },
  {
    cause: "wrong-host-name",
    title: "a certificate of another host",
    page,
    make: withCertificate(() => ({ names: ["other.example"] })),
  },
  {
    cause: "tls-to-plain",
    title: "TLS to a plain platform",
    page,
    make: behind("tls", ({ platformPort }) => Promise.resolve(platformPort)),
  },
  {
    cause: "plain-to-tls",
    title: "plain text to a TLS platform",
    page,
    make: behind("plain", async ({ authority, platformPort }) =>
      terminateTls(await authority.issue(ownName), platformPort, ["h2"]),
    ),
  },
  { cause: "connection-refused", title: "nobody listens", page, make: behind("plain", refusedPort) },
  { cause: "connection-closed", title: "a server that hangs up", page, make: behind("tls", hangUp) },
  { cause: "connect-timeout", title: "a mute server behind TLS", page, make: behind("tls", stayMute) },
  {
    cause: "dns",
    title: "a name that does not exist",
    page,
    make: async (_, parts) => ({
      console: await configured(parts, "api_address = no-such-host.invalid:443\nuse_ssl = true\n"),
    }),
  },
  {
    cause: "deadline",
    title: "a mute platform",
    page: impatiently,
    make: behind("plain", stayMute, { call: (client) => speak(client, {}, 1000) }),
  },
  {
    cause: "deadline",
    title: "a platform that stops midway",
    page: impatiently,
    make: behind("plain", stopMidway, { call: (client) => speak(client, {}, 1500) }),
  },
  {
    cause: "stream-reset",
    title: "the platform resets the stream midway",
    page: whileItIsHeard,
    make: breaking("reset"),
  },
  {
    cause: "stream-reset",
    title: "the platform goes away midway",
    page: whileItIsHeard,
    make: breaking("close"),
  },
  {
    cause: "stream-reset",
    title: "the gateway dies midway",
    page: whileItIsHeard,
    async make(_, parts) {
      const console = await configured(parts, plainLines(await portOf(await stopMidway(), parts)));
      const call = (client: AudioKitClient) => speakWhile(client, () => void console.kill());
      return { console, call, happens: console.kill };
    },
  },
];
