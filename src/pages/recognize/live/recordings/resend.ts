import type { StoredRecording } from "../../../../local-archive/stored-recording.ts";
import type { AudioKitClient } from "../../../../audiokit/client.ts";
import type { Recognition as Heard } from "../../../../audiokit/calls/recognize-file.ts";
import { withCallContext } from "../../../../logging/call-context.ts";
import type { RecognitionForm, SendingWay } from "../../options/recognition-form.ts";
import { requestedOptions } from "../../options/requested-options.ts";
import { sendThroughStream, sendWhole } from "../../file/send-recording.ts";
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
  /** Sees what is settled so far. */
  onheard: (heard: Heard) => void;
}

/** Sends a kept recording again; the lines of its call name the recording and the call that first carried it. */
export async function resend(
  client: Pick<AudioKitClient, "recognizeFile" | "recognizeStream">,
  { record, sound, form, way }: ResendRequest,
  { signal, onRequestId, onsent, onheard }: ResendOptions,
): Promise<Heard> {
  const call = { signal, contextValues: withCallContext({ requestData: originOf(record), onRequestId }) };
  const { sampleRateHz } = record;
  const sent = { bytes: sound, sampleRateHz, channelCount: 1 };
  const options = requestedOptions(form, way);
  if (way === "message") {
    onsent(sound.length);
    const heard = await sendWhole(client, sent, options, call);
    onheard(heard);
    return heard;
  }
  const onprogress = ({ sentSeconds }: { sentSeconds: number }): void =>
    onsent(sentSeconds * sampleRateHz * Int16Array.BYTES_PER_ELEMENT);
  return sendThroughStream(client, sent, options, { ...call, onprogress, onheard });
}
