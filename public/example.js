import { createAudioKitClient } from "./library.js";

const audiokit = createAudioKitClient({ endpoint: location.origin }, { logLevel: "INFO" });
const [text, button, status] = ["textarea", "button", "output"].map((name) => document.querySelector(name));
const { tts } = await audiokit.getAvailableModels();
const voice = (tts.find(({ language }) => language.startsWith("en")) ?? tts[0]).name;

button.onclick = async () => {
  try {
    const trip = await audiokit.roundTripWorkflow({ text: text.value, voice, language: "en" });
    const { events } = await audiokit.getLogStats();
    const missed = Math.round(trip.errors.rate * 100);
    status.value = `Heard "${trip.recognition.transcript}", ${missed} % wrong; the log has ${events} events`;
  } catch (error) {
    status.value = `${error.kind}: ${error.message}`;
  }
};
button.disabled = false;
