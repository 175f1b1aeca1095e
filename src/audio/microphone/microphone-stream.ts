import { unlessAborted } from "../../basics/abort.ts";
import { MicrophoneError } from "./microphone-error.ts";
import { micConstraints, type MicProcessing } from "./mic-processing.ts";

/** Which device is asked for, and how the browser shall process its sound. */
export interface MicrophoneRequest {
  /** Default: the system's choice. */
  deviceId?: string;
  /** Default: none. */
  treatments?: readonly MicProcessing[];
}

/**
 * Asks the browser for a microphone; the browser may ask the person. Must be released.
 *
 * @param signal gives up; a stream that comes afterwards is released at once
 * @throws MicrophoneError when there is none; the signal's reason when it aborts
 */
export async function askForStream(
  { deviceId, treatments = [] }: MicrophoneRequest,
  signal: AbortSignal | undefined,
): Promise<MediaStream> {
  signal?.throwIfAborted();
  // Absent on pages that are neither https nor on this machine.
  if (navigator.mediaDevices === undefined) {
    throw new MicrophoneError({
      kind: "insecure",
      message: "the browser gives the microphone only to https pages and to localhost",
    });
  }
  const device = deviceId === undefined ? {} : { deviceId: { exact: deviceId } };
  const audio = { channelCount: 1, ...micConstraints(treatments), ...device };
  const asked = navigator.mediaDevices.getUserMedia({ audio });
  try {
    return await unlessAborted(asked, signal);
  } catch (error) {
    if (!signal?.aborted) throw MicrophoneError.from(error);
    // The browser goes on asking; nobody waits for the answer.
    asked.then(release, () => undefined);
    throw signal.reason;
  }
}

/** Sets the device of a stream free. */
export function release(stream: MediaStream): void {
  stream.getTracks().forEach((track) => track.stop());
}
