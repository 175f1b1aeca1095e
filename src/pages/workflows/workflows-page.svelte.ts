import type { ModelLists } from "../../audiokit/calls/model-change.ts";
import { statePerOwner } from "../../kit/state/state-per-owner.svelte.ts";
import { sharedClonedVoices } from "../../app/shared-voices.ts";
import { createPlayback } from "../../app/create-playback.ts";
import type { Services } from "../../app/services.ts";
import { BatchFlow } from "./batch/batch-flow.svelte.ts";
import { FlowVoices } from "./flow/flow-voices.svelte.ts";
import { FlowSound } from "./flow/flow-sound.svelte.ts";
import { flowTools } from "./flow/flow-tools.ts";
import { SpeechToTextFlow } from "./speech-to-text-flow.svelte.ts";
import { TextToSpeechFlow } from "./text-to-speech-flow.svelte.ts";
import { RoundTripFlow } from "./round-trip/round-trip-flow.svelte.ts";

/** The state of the page: four workflows, each as it was left. What runs goes on while another page is in view. */
export interface WorkflowsPageState {
  speak: TextToSpeechFlow;
  listen: SpeechToTextFlow;
  batch: BatchFlow;
  trip: RoundTripFlow;
  /** The sound of the entries of the batch. */
  batchSound: FlowSound;
  /** To be called when the page comes into view: asks for voices and models where they are not known yet, and reads the cloned voices. */
  arrive(): void;
  /** To be called when it leaves: what plays ends, what runs goes on. */
  leave(): void;
}

/** The state of the page, made at its first visit, the same one at every later visit. */
export const workflowsPageState = statePerOwner((services: Services): WorkflowsPageState => {
  const { logger } = services;
  const tools = flowTools(services);
  const lists = (): ModelLists => services.models;
  const cloned = sharedClonedVoices(services);
  const voices = new FlowVoices(lists, cloned);
  const newSound = (): FlowSound => new FlowSound(createPlayback(logger, "A result of a workflow is played"));
  const sounds = { speak: newSound(), trip: newSound(), batch: newSound() };
  return {
    speak: new TextToSpeechFlow(tools, voices, sounds.speak),
    listen: new SpeechToTextFlow(tools),
    batch: new BatchFlow(tools, voices),
    trip: new RoundTripFlow(tools, lists, voices, sounds.trip),
    batchSound: sounds.batch,
    arrive() {
      void cloned.load();
      const { models } = services;
      if (!models.isLoading && (models.tts === undefined || models.asr === undefined)) void models.refresh();
    },
    leave() {
      for (const { playback } of Object.values(sounds)) void playback.close();
    },
  };
});
