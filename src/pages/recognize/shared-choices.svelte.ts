import type { Services } from "../../app/services.ts";
import type { AudioKitClient } from "../../audiokit/client.ts";
import { statePerOwner } from "../../kit/state/state-per-owner.svelte.ts";
import { RecognitionChoices } from "./options/recognition-choices.svelte.ts";
import { formFromQuery, formToQuery, type RecognitionForm } from "./options/recognition-form.ts";

/** The choices that hold for files and for the microphone. */
export interface SharedChoices {
  choices: RecognitionChoices;
  /**
   * To be called when the page comes into view. Choices in the address win, else those of the form go there; models are
   * listed where they are not known yet, or come from another platform than the one connected now.
   *
   * @param pageLanguage the language on the screen, a first guess at the recording's
   */
  arrive(pageLanguage: string): void;
}

/** The choices of a console: made from the address at its first visit, the same ones at every later visit. */
export const sharedChoices = statePerOwner((services: Services): SharedChoices => {
  const { router } = services;
  let listedBy: AudioKitClient | undefined;
  const query = (name: string): string => router.query(name);
  const write = (form: RecognitionForm): void => router.go(router.withQuery(formToQuery(form)), { replace: true });
  const choices = new RecognitionChoices(
    {
      get client() {
        return services.audiokit;
      },
      onchoose: write,
    },
    formFromQuery(query),
  );

  function arrive(pageLanguage: string): void {
    const given = formFromQuery(query);
    if (Object.keys(formToQuery(given)).some((name) => query(name) !== "")) {
      choices.form = { ...given, language: given.language || choices.form.language };
    }
    write(choices.form);
    const isKnown = listedBy === services.audiokit && choices.list.value !== undefined;
    if (listedBy !== services.audiokit) choices.forgetPlatform();
    if (!isKnown) void choices.listModels(pageLanguage);
    listedBy = services.audiokit;
  }
  return { choices, arrive };
});
