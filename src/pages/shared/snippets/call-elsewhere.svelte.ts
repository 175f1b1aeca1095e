import { soundOfCall } from "../../../app/call-inputs/sound-of-call.ts";
import type { Exits } from "../../../export/exits.ts";
import { findCallSound } from "../../../local-archive/find-call-sound.ts";
import type { CallInputs } from "../../../local-archive/call-inputs.ts";
import type { LocalArchive } from "../../../local-archive/local-archive.ts";
import { contractFile } from "../../../snippets/contract-file.ts";
import { fitSound, type FittedSound } from "../../../snippets/fit-sound.ts";
import type { LoggedCall } from "../../../snippets/logged-call.ts";
import { contractFileName } from "../../../snippets/snippet-comment.ts";
import type { RecordedScenario } from "../../../snippets/scenario/record-scenario.ts";
import { writeSnippet, type SnippetKind } from "../../../snippets/write-snippet.ts";

/** Name of a scenario, as the command that plays it has it. */
export const scenarioFileName = "scenario.json";

/** Characters of a snippet that are shown; a text may have a million, which no page draws in one line. */
const mostShown = 20_000;

/** A call as other programs make it, with what has to lie beside. */
export class CallElsewhere {
  /** A program, or the embedded platform, which plays the call. */
  place = $state<SnippetKind | "scenario">("grpcurl");
  /** Its sound, where this browser has it. */
  sound = $state.raw<FittedSound>();
  /** Whether its sound has been looked for. */
  isRead = $state(false);
  /** Name of the file that was saved last. */
  savedName = $state("");
  /** Why a file could not be saved. */
  failure = $state.raw<unknown>();

  readonly #logged: () => LoggedCall;
  readonly #exits: Pick<Exits, "saveFile">;
  readonly call = $derived.by(() => this.sound?.call ?? this.#logged());
  readonly snippet = $derived(this.place === "scenario" ? undefined : writeSnippet(this.place, this.call));
  /** The beginning of a very long snippet; else all of it. */
  readonly shown = $derived(this.snippet?.text?.slice(0, mostShown));
  readonly hiddenCharacters = $derived(Math.max(0, (this.snippet?.text?.length ?? 0) - mostShown));
  /** The official client has the contract in itself. */
  readonly needsContract = $derived(this.place !== "client");

  constructor(logged: () => LoggedCall, exits: Pick<Exits, "saveFile">) {
    this.#logged = logged;
    this.#exits = exits;
  }

  /**
   * Looks for the sound that the call has sent. An archive that cannot be opened, or read, has none.
   *
   * @param bundled gives the sound that came with the log in view
   */
  async findSound(
    openArchive: () => Promise<LocalArchive>,
    openInputs: () => Promise<Pick<CallInputs, "ofCall">>,
    bundled: (requestId: string) => Blob | undefined,
  ): Promise<void> {
    const call = this.#logged();
    if (!call.sound) return void (this.isRead = true);
    const archived = async (requestId: string) =>
      bundled(requestId) ?? archivedSound(openArchive, requestId).catch(() => undefined);
    try {
      const blob = await soundOfCall({ archived, openInputs }, call.requestId, call.sound.format);
      if (blob) this.sound = fitSound(call, new Uint8Array(await blob.arrayBuffer()));
    } catch {
      // The page says that no sound of the call is kept.
    }
    this.isRead = true;
  }

  readonly saveSound = (): Promise<void> =>
    this.#save(this.call.sound?.fileName ?? "", () => new Blob([this.sound?.wav ?? ""], { type: "audio/wav" }));

  readonly saveContract = (): Promise<void> => this.#save(contractFileName, () => new Blob([contractFile()]));

  readonly saveScenario = ({ scenario }: RecordedScenario): Promise<void> =>
    this.#save(scenarioFileName, () => new Blob([`${JSON.stringify(scenario, undefined, 1)}\n`]));

  async #save(name: string, make: () => Blob): Promise<void> {
    this.failure = undefined;
    try {
      const outcome = await this.#exits.saveFile(make(), { name });
      if (outcome === "saved" || outcome === "downloading") this.savedName = name;
    } catch (thrown) {
      this.failure = thrown;
    }
  }
}

async function archivedSound(open: () => Promise<LocalArchive>, requestId: string): Promise<Blob | undefined> {
  const archive = await open();
  const entry = await findCallSound(archive, requestId);
  return entry && archive.sound(entry.audio.id);
}
