import { Code, ConnectError, type ConnectRouter, type HandlerContext, type ServiceImpl } from "@connectrpc/connect";
import { LongRunning } from "../gen/mts/ai/audiogram/long_running/v1/long_running_pb.ts";
import { LongRunning as PresetLongRunning } from "../gen/mts/ai/audiogram/longrunning_presets/v2/longrunning_presets_pb.ts";
import { STT } from "../gen/mts/ai/audiogram/stt/v3/stt_pb.ts";
import { STT as PresetSTT } from "../gen/mts/ai/audiogram/stt_presets/v2/stt_presets_pb.ts";
import { TTS } from "../gen/mts/ai/audiogram/tts/v2/tts_pb.ts";
import { TTS as PresetTTS } from "../gen/mts/ai/audiogram/tts_presets/v2/tts_presets_pb.ts";
import { VoiceCloning } from "../gen/mts/ai/audiogram/voice_cloning/v1/voice_cloning_pb.ts";
import { handlerContextKey, headersFirst, identifyCall } from "./call-metadata.ts";
import { reportFaults, type FaultReporter } from "./report-faults.ts";
import { playScenario } from "./scenario/play-scenario.ts";
import type { TokenIssuer } from "./token.ts";
import { pause } from "../basics/abort.ts";
import { maxMessageBytes } from "../wire/message-size.ts";
import type { Scenario } from "../wire/scenario.ts";

/** The services of the embedded platform. A method that is missing responds with UNIMPLEMENTED. */
export interface EmulatorOptions {
  synthesis: Partial<ServiceImpl<typeof TTS>>;
  recognition: Partial<ServiceImpl<typeof STT>>;
  cloning?: Partial<ServiceImpl<typeof VoiceCloning>>;
  presetSynthesis?: Partial<ServiceImpl<typeof PresetTTS>>;
  presetRecognition?: Partial<ServiceImpl<typeof PresetSTT>>;
  longRunning?: Partial<ServiceImpl<typeof LongRunning>>;
  presetLongRunning?: Partial<ServiceImpl<typeof PresetLongRunning>>;
  tokens: Pick<TokenIssuer, "verify">;
  /** Refuses calls without a valid token; default: they are served without a client id. */
  requireToken?: boolean;
  /** Recorded calls that are played instead of calls of their methods; default: none. */
  scenario?: Scenario;
  /** Default: faults are not reported. */
  onFault?: FaultReporter;
}

/** Routes of the platform's services, for any Connect router: of a server, or of a test in memory. */
export function emulatorRoutes(options: EmulatorOptions): (router: ConnectRouter) => void {
  const { tokens, requireToken = false, onFault, scenario } = options;

  async function admit(context: HandlerContext): Promise<void> {
    const token = bearerOf(context.requestHeader.get("authorization"));
    const clientId = token === undefined ? undefined : await tokens.verify(token);
    identifyCall(context, clientId ?? "");
    context.values.set(handlerContextKey, context);
    if (clientId === undefined && requireToken) {
      throw new ConnectError(
        token === undefined ? "the call carries no token" : "the token is invalid or expired",
        Code.PermissionDenied,
      );
    }
  }

  const handling = {
    requestGate: admit,
    interceptors: [
      ...(scenario ? [playScenario(scenario, { nowMs: () => performance.now(), wait: pause })] : []),
      headersFirst,
      ...(onFault === undefined ? [] : [reportFaults(onFault)]),
    ],
    readMaxBytes: maxMessageBytes,
    writeMaxBytes: maxMessageBytes,
  };
  return (router) => {
    router.service(TTS, options.synthesis, handling);
    router.service(STT, options.recognition, handling);
    router.service(VoiceCloning, options.cloning ?? {}, handling);
    router.service(PresetTTS, options.presetSynthesis ?? {}, handling);
    router.service(PresetSTT, options.presetRecognition ?? {}, handling);
    router.service(LongRunning, options.longRunning ?? {}, handling);
    router.service(PresetLongRunning, options.presetLongRunning ?? {}, handling);
  };
}

function bearerOf(authorization: string | null): string | undefined {
  return /^Bearer +(\S+)$/i.exec(authorization ?? "")?.[1];
}
