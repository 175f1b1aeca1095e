import { readWav, writeWav } from "../audio/wav.ts";
import type { AudioArchiveTarget } from "./archive-target.ts";
import { AudioKitError } from "./audiokit-error.ts";
import type { AudioKitCallOptions } from "./call-options.ts";
import type { AudioKitClient } from "./client.ts";
import type { RecognitionRequest } from "./recognition-request.ts";
import type { Recognition } from "./recognize.ts";
import { runWorkflow, type WorkflowLog } from "./run-workflow.ts";
import type { Synthesis } from "./speech-answer.ts";
import type { SynthesisRequest } from "./synthesize.ts";
import { wordErrors, type WordErrors } from "./wer.ts";
import { diffWords, type DiffStep } from "./word-diff.ts";

/** What came of keeping something, beside the work itself: a full archive does not undo the work. */
export interface Archived {
  /** Id of the kept sound; absent when nothing was to be kept, or it failed. */
  archiveId?: string;
  /** Why it could not be kept. */
  archiveError?: Error;
}

export interface TextToSpeechRequest extends SynthesisRequest {
  /** Default `speech.wav`. */
  outputFile?: string;
  /** Keep the sound in the archive; default false. */
  archiveAudio?: boolean;
}

export interface TextToSpeechResult extends Archived {
  workflowId: string;
  outputFile: string;
  audioSizeBytes: number;
  synthesis: Synthesis;
}

export interface SpeechToTextRequest extends RecognitionRequest {
  /** Name of the file that the samples came from; default `recording.wav`. */
  audioFile?: string;
  /** Keep sound, transcript and marks in the archive; default false. */
  archiveTranscript?: boolean;
}

export interface SpeechToTextResult extends Archived {
  workflowId: string;
  transcript: string;
  /** In UTF-16 units. */
  transcriptLength: number;
  recognition: Recognition;
}

export interface RoundTripRequest extends Omit<SynthesisRequest, "coding"> {
  /** How the speech is recognised again; the language is that of the speech when absent. */
  recognition?: Partial<Omit<RecognitionRequest, "audio" | "coding" | "sampleRateHz" | "channelCount">>;
}

export interface RoundTripResult {
  workflowId: string;
  synthesis: Synthesis;
  recognition: Recognition;
  /** From the words meant to the words heard. */
  diff: DiffStep[];
  errors: WordErrors;
}

type Options = Omit<AudioKitCallOptions, "contextValues">;

/** Several calls as one piece of work, under one id in the log. Every failure is an AudioKitError. */
export interface Workflows {
  textToSpeech(request: TextToSpeechRequest, options?: Options): Promise<TextToSpeechResult>;
  speechToText(request: SpeechToTextRequest, options?: Options): Promise<SpeechToTextResult>;
  /** Has a text spoken and recognised again, and compares the words. */
  roundTrip(request: RoundTripRequest, options?: Options): Promise<RoundTripResult>;
}

export interface WorkflowParts {
  client: Pick<AudioKitClient, "synthesize" | "recognizeFile">;
  /** Without one, a request to keep something is refused before anything is sent. */
  archive?: AudioArchiveTarget;
  log?: WorkflowLog;
  /** A clock that never jumps, in milliseconds. */
  nowMs?: () => number;
  newId?: () => string;
}

export function createWorkflows(parts: WorkflowParts): Workflows {
  const { client, archive, log, nowMs = () => performance.now(), newId = () => crypto.randomUUID() } = parts;
  const run = (name: string, facts: Record<string, unknown>, options: Options) => {
    return { name, facts, options, log, nowMs, newId };
  };

  return {
    textToSpeech(request, options = {}) {
      const { outputFile = "speech.wav", archiveAudio = false, ...speech } = request;
      const asked = { text_length: speech.text.length, voice_name: speech.voice, archive_audio: archiveAudio };
      return runWorkflow(run("text_to_speech", asked, options), async (call, workflowId) => {
        const target = archiveAudio ? wanted(archive) : undefined;
        const synthesis = await client.synthesize(speech, call);
        const metadata = { source: "text_to_speech", workflowId, voice: speech.voice };
        const archived = await keep(target?.saveAudio({ fileName: outputFile, wav: synthesis.wav, metadata }));
        const result = { outputFile, audioSizeBytes: synthesis.wav.length, synthesis, ...archived };
        const facts = { output_file: outputFile, audio_size_bytes: result.audioSizeBytes, ...archiveFacts(archived) };
        return { result, facts };
      });
    },

    speechToText(request, options = {}) {
      const { audioFile = "recording.wav", archiveTranscript = false, ...sound } = request;
      const language = sound.language ?? "ru";
      const asked = { audio_file: audioFile, language, archive_transcript: archiveTranscript };
      return runWorkflow(run("speech_to_text", asked, options), async (call, workflowId) => {
        const target = archiveTranscript ? wanted(archive) : undefined;
        const recognition = await client.recognizeFile(sound, call);
        const { transcript } = recognition;
        const archived = await keep(target && keepRecognition(target, audioFile, sound, recognition, workflowId));
        const result = { transcript, transcriptLength: transcript.length, recognition, ...archived };
        return { result, facts: { transcript_length: transcript.length, ...archiveFacts(archived) } };
      });
    },

    roundTrip({ recognition: how = {}, ...speech }, options = {}) {
      const language = how.language ?? speech.language ?? "ru";
      const asked = { text_length: speech.text.length, voice_name: speech.voice, language };
      return runWorkflow(run("round_trip", asked, options), async (call) => {
        const synthesis = await client.synthesize(speech, call);
        const { samples: audio, ...format } = readWav(synthesis.wav);
        const recognition = await client.recognizeFile({ ...how, ...format, audio, language }, call);
        const meant = speech.ssml ? speech.text.replaceAll(/<[^>]*>/g, " ") : speech.text;
        const diff = diffWords(meant, recognition.transcript);
        const errors = wordErrors(diff);
        const facts = { word_error_rate: errors.rate, words: errors.words, audio_seconds: synthesis.seconds };
        return { result: { synthesis, recognition, diff, errors }, facts };
      });
    },
  };
}

function wanted(archive: AudioArchiveTarget | undefined): AudioArchiveTarget {
  if (archive) return archive;
  throw new AudioKitError("rejected", 9, "there is no archive to keep this in", { ignored: [] });
}

async function keep(saving: Promise<string> | undefined): Promise<Archived> {
  try {
    return saving ? { archiveId: await saving } : {};
  } catch (thrown) {
    return { archiveError: thrown instanceof Error ? thrown : new Error(String(thrown)) };
  }
}

function archiveFacts({ archiveId, archiveError }: Archived): Record<string, unknown> {
  return {
    ...(archiveId !== undefined && { archive_id: archiveId }),
    ...(archiveError && { archive_error: `${archiveError.name}: ${archiveError.message}` }),
  };
}

async function keepRecognition(
  target: AudioArchiveTarget,
  fileName: string,
  sound: RecognitionRequest,
  { transcript, phrases, vaMarks }: Recognition,
  workflowId: string,
): Promise<string> {
  const metadata = { source: "speech_to_text", workflowId };
  const audioId = await target.saveAudio({ fileName, wav: writeWav(sound.audio, sound), metadata });
  const confidenceScores = phrases.map(({ confidence }) => confidence);
  await target.saveTranscript({ audioId, text: transcript, language: sound.language ?? "ru", confidenceScores });
  if (vaMarks.length > 0) await target.saveVadMarks({ audioId, marks: vaMarks });
  return audioId;
}
