import { micProcessingModes, type MicProcessing } from "../../../audio/microphone/mic-processing.ts";
import { untouchedLiveForm, type LiveForm } from "./live-form.ts";

/** What a person chooses for the microphone. */
export class LiveChoices {
  form = $state.raw<LiveForm>(untouchedLiveForm);
  readonly #onchoose: ((form: LiveForm) => void) | undefined;

  /** @param onchoose called after the person changed the form */
  constructor(form: LiveForm, onchoose?: (form: LiveForm) => void) {
    this.form = form;
    this.#onchoose = onchoose;
  }

  /** Changes choices on behalf of the person. */
  choose(choice: Partial<LiveForm>): void {
    this.form = { ...this.form, ...choice };
    this.#onchoose?.(this.form);
  }

  /** Asks the browser to process the sound, or to leave it as it is. */
  setProcessing(name: MicProcessing, isOn: boolean): void {
    const { processing } = this.form;
    this.choose({
      processing: micProcessingModes.filter((other) => (other === name ? isOn : processing.includes(other))),
    });
  }
}
