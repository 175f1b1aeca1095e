import { readWav, writeWav } from "../../audio/wav.ts";
import type { AudioArchiveTarget } from "./archive-target.ts";
import { AudioKitError } from "../contract/audiokit-error.ts";
import type { AudioKitCallOptions } from "../contract/call-options.ts";
import type { AudioKitClient } from "../client.ts";
import type { RecognitionRequest } from "../calls/recognition-request.ts";
import type { Recognition } from "../calls/recognize-file.ts";
import type { Synthesis } from "../calls/synthesis-response.ts";
import { synthesizeUnary, type SpeechOrder, type UnarySynthesisClient } from "../calls/synthesize-any.ts";
import { wordErrors, type WordErrors } from "../transcript/word-errors.ts";
import { diffWords, type DiffStep } from "../transcript/word-diff.ts";

/** The outcome of saving to the archive, apart from the work itself: a full archive does not undo the work. */
export interface Archived {
  /** Id of the stored audio; absent when nothing was to be saved, or it failed. */
  archiveId?: string;
  /** Why it could not be saved. */
  archiveError?: Error;
}

export interface TextToSpeechRequest extends SpeechOrder {
  /** Default `speech.wav`. */
  outputFile?: string;
  /** Save the audio to the archive; default false. */
  archiveAudio?: boolean;
}

export interface TextToSpeechResult extends Archived {
  outputFile: string;
  audioSizeBytes: number;
  synthesis: Synthesis;
}

export interface SpeechToTextRequest extends RecognitionRequest {
  /** Name of the file that the samples came from; default `recording.wav`. */
  audioFile?: string;
  /** Save audio, transcript and marks to the archive; default false. */
  archiveTranscript?: boolean;
}

export interface SpeechToTextResult extends Archived {
  transcript: string;
  /** In UTF-16 units. */
  transcriptLength: number;
  recognition: Recognition;
}

export interface RoundTripRequest extends Omit<SpeechOrder, "coding"> {
  /** How the speech is recognised again; the language is that of the speech when absent. */
  recognition?: Partial<Omit<RecognitionRequest, "audio" | "coding" | "sampleRateHz" | "channelCount">>;
}

export interface RoundTripResult {
  synthesis: Synthesis;
  recognition: Recognition;
  /** From the text to the transcript. */
  diff: DiffStep[];
  errors: WordErrors;
}

/** What the steps of a workflow work with. */
export interface StepParts {
  client: UnarySynthesisClient & Pick<AudioKitClient, "recognizeFile">;
  /**
   * The archive whose lines in the log carry the id of a workflow. Without one, a request to save something is refused before
   * anything is sent.
   */
  archiveFor?: (workflowId: string) => AudioArchiveTarget;
}

/** The result of the steps, and its figures for the log. */
export interface StepResult<Result> {
  result: Result;
  facts: Record<string, unknown>;
}

/** A workflow's steps: the calls that they make take `call` along. Every failure is an AudioKitError. */
export type Steps<Request, Result> = (
  parts: StepParts,
  request: Request,
  call: AudioKitCallOptions,
  workflowId: string,
) => Promise<StepResult<Result>>;

/** Synthesises a text and, where requested, saves the audio. */
export const synthesizeStep: Steps<TextToSpeechRequest, TextToSpeechResult> = async (
  parts,
  request,
  call,
  workflowId,
) => {
  const { outputFile = "speech.wav", archiveAudio = false, ...speech } = request;
  const target = archiveAudio ? wanted(parts)(workflowId) : undefined;
  const synthesis = await synthesizeUnary(parts.client, speech, call);
  const { voice, voiceId } = speech;
  const metadata = { source: "text_to_speech", workflowId, voice, ...(voiceId !== undefined && { voiceId }) };
  const archived = await keep(target?.saveAudio({ fileName: outputFile, wav: synthesis.wav, metadata }));
  const result = { outputFile, audioSizeBytes: synthesis.wav.length, synthesis, ...archived };
  const facts = { output_file: outputFile, audio_size_bytes: result.audioSizeBytes, ...archiveFacts(archived) };
  return { result, facts };
};

/** Recognises a recording and, where requested, saves audio, text and marks. */
export const recognizeStep: Steps<SpeechToTextRequest, SpeechToTextResult> = async (
  parts,
  request,
  call,
  workflowId,
) => {
  const { audioFile = "recording.wav", archiveTranscript = false, ...sound } = request;
  const target = archiveTranscript ? wanted(parts)(workflowId) : undefined;
  const recognition = await parts.client.recognizeFile(sound, call);
  const { transcript } = recognition;
  const archived = await keep(target && keepRecognition(target, audioFile, sound, recognition, workflowId));
  const result = { transcript, transcriptLength: transcript.length, recognition, ...archived };
  return { result, facts: { transcript_length: transcript.length, ...archiveFacts(archived) } };
};

/** Synthesises a text, recognises the audio, and compares the words. */
export const roundTripSteps: Steps<RoundTripRequest, RoundTripResult> = async (parts, request, call) => {
  const { recognition: how = {}, ...speech } = request;
  const language = how.language ?? speech.language ?? "ru";
  const synthesis = await synthesizeUnary(parts.client, speech, call);
  const { samples: audio, ...format } = readWav(synthesis.wav);
  const recognition = await parts.client.recognizeFile({ ...how, ...format, audio, language }, call);
  const meant = speech.ssml ? speech.text.replaceAll(/<[^>]*>/g, " ") : speech.text;
  const diff = diffWords(meant, recognition.transcript);
  const errors = wordErrors(diff);
  const facts = { word_error_rate: errors.rate, words: errors.words, audio_seconds: synthesis.seconds };
  return { result: { synthesis, recognition, diff, errors }, facts };
};

function wanted({ archiveFor }: StepParts): NonNullable<StepParts["archiveFor"]> {
  if (archiveFor) return archiveFor;
  throw new AudioKitError({ kind: "rejected", grpcCode: 9, message: "there is no archive to keep this in" });
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
