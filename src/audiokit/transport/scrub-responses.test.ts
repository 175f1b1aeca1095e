import { Code, ConnectError, createClient, createRouterTransport } from "@connectrpc/connect";
import { describe, expect, it } from "vitest";
import { createLiveSecrets } from "../../basics/live-secrets.ts";
import { secretForms } from "../../basics/secret-forms.ts";
import { drain } from "../../../test/support/logged-calls.ts";
import { TTS } from "../../gen/mts/ai/audiogram/tts/v2/tts_pb.ts";
import { addCredentials } from "./call-credentials.ts";
import { scrubResponses } from "./scrub-responses.ts";

const token = "Ключ+от/всего=да&нет%2F";

/** A platform that says back what it was sent, in this form. */
function setup(form: string) {
  const secrets = createLiveSecrets();
  const header = encodeURIComponent(form);
  const transport = createRouterTransport(
    (router) =>
      void router.service(TTS, {
        getModelsInfo(_, { responseHeader, responseTrailer }) {
          responseHeader.set("x-audiokit-note", header);
          responseTrailer.set("x-note", header);
          return {};
        },
        synthesize: () => {
          throw new ConnectError(`bad ${form}`, Code.PermissionDenied, { "x-upstream-failure": header });
        },
        async *streamingSynthesize(_, { responseHeader, responseTrailer }) {
          responseHeader.set("x-audiokit-note", header);
          responseTrailer.set("x-note", header);
          yield await Promise.resolve({ audio: new Uint8Array(2) });
          throw new ConnectError(`broke at ${form}`, Code.Internal);
        },
      }),
    {
      transport: {
        interceptors: [
          addCredentials({
            token: () => Promise.resolve(encodeURIComponent(token)),
            metadata: () => ({ "x-api-key": "hunter2" }),
          }),
          scrubResponses(secrets),
        ],
      },
    },
  );
  secrets.learn("client secret", token);
  return { tts: createClient(TTS, transport), secrets };
}

describe("scrubResponses", () => {
  it("takes every form of a secret out of errors, headers and trailers, of unary calls and streams", async () => {
    const forms = secretForms(token);
    expect(forms.length).toBeGreaterThan(15);
    for (const form of forms) {
      const { tts } = setup(form);
      const refused = await tts.synthesize({}).catch((thrown: unknown) => ConnectError.from(thrown));
      expect(refused).toMatchObject({ rawMessage: "bad [redacted]", code: Code.PermissionDenied });
      expect((refused as ConnectError).metadata.get("x-upstream-failure")).toBe("[redacted]");
      const fields: (string | null)[] = [];
      const note = (headers: Headers) => void fields.push(headers.get("x-audiokit-note"));
      await tts.getModelsInfo({}, { onHeader: note, onTrailer: (trailer) => void fields.push(trailer.get("x-note")) });
      const broke = await drain(tts.streamingSynthesize({}, { onHeader: note })).catch((thrown: unknown) => ConnectError.from(thrown)); // prettier-ignore
      expect(broke).toMatchObject({ rawMessage: "broke at [redacted]", code: Code.Internal });
      expect(fields).toEqual(["[redacted]", "[redacted]", "[redacted]"]);
    }
  });

  it("learns what goes with a call: its token, and metadata with the name of a secret", async () => {
    const { tts, secrets } = setup("nothing");
    await tts.getModelsInfo({});
    expect(secrets.scrub(`${encodeURIComponent(token)} hunter2`)).toBe("[redacted] [redacted]");
  });

  it("passes an error without secrets on with its code, message and cause", async () => {
    const { tts } = setup("nothing");
    await expect(tts.synthesize({})).rejects.toMatchObject({ rawMessage: "bad nothing", code: Code.PermissionDenied });
  });
});
