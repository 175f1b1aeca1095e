import type { StoredRecording } from "../../../../local-archive/stored-recording.ts";
import type { AudioKitClient } from "../../../../audiokit/client.ts";
import type { Recognition as RecognitionResult } from "../../../../audiokit/calls/recognize-file.ts";
import { withCallContext } from "../../../../logging/call-context.ts";
import type { RecognitionForm, SendingWay } from "../../options/recognition-form.ts";
import { requestedOptions } from "../../options/requested-options.ts";
import { sendThroughStream, sendWhole } from "../../send-recording.ts";
import { originOf } from "../live-log.ts";

/** What is sent again, and how. */
export interface ResendRequest {
  record: StoredRecording;
  /** Mono samples, 16 bit little-endian. */
  sound: Uint8Array<ArrayBuffer>;
  form: RecognitionForm;
  way: SendingWay;
}

export interface ResendOptions {
  signal: AbortSignal;
  onRequestId: (requestId: string) => void;
  onsent: (sentBytes: number) => void;
  /** Called with all final phrases so far. */
  onresult: (result: RecognitionResult) => void;
}

/** Sends a stored recording again; the lines of its call name the recording and the call that first carried it. */
export async function resend(
  client: Pick<AudioKitClient, "recognizeFile" | "recognizeStream">,
  { record, sound, form, way }: ResendRequest,
  { signal, onRequestId, onsent, onresult }: ResendOptions,
): Promise<RecognitionResult> {
  const call = { signal, contextValues: withCallContext({ requestData: originOf(record), onRequestId }) };
  const { sampleRateHz } = record;
  const sent = { bytes: sound, sampleRateHz, channelCount: 1 };
  const options = requestedOptions(form, way);
  if (way === "message") {
    onsent(sound.length);
    const result = await sendWhole(client, sent, options, call);
    onresult(result);
    return result;
  }
  const onprogress = ({ sentSeconds }: { sentSeconds: number }): void =>
    onsent(sentSeconds * sampleRateHz * Int16Array.BYTES_PER_ELEMENT);
  return sendThroughStream(client, sent, options, { ...call, onprogress, onresult });
}
