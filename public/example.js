import { assembleWav, createAudioKitClient } from "./library.js";

const audiokit = createAudioKitClient({ endpoint: location.origin }, { logLevel: "INFO" });
const [text, button, status, save] = ["textarea", "button", "output", "a"].map((name) => document.querySelector(name));
const { tts } = await audiokit.getAvailableModels();
const voice = (tts.find(({ language }) => language.startsWith("en")) ?? tts[0]).name;

button.onclick = async () => {
  const order = { text: text.value, voice, language: "en" };
  try {
    const stream = audiokit.synthesizeStream(order);
    const chunks = [];
    for await (const { bytes } of stream) {
      chunks.push(bytes);
      status.value = `${stream.summary().seconds.toFixed(1)} s of speech so far`;
    }
    save.href = URL.createObjectURL(new Blob([assembleWav(chunks, stream.summary())], { type: "audio/wav" }));

    const trip = await audiokit.roundTripWorkflow(order);
    const { events } = await audiokit.getLogStats();
    const missed = Math.round(trip.errors.rate * 100);
    status.value = `Recognized "${trip.recognition.transcript}", ${missed} % wrong; the log has ${events} events`;
  } catch (error) {
    status.value = `${error.kind}: ${error.message}`;
  }
};
button.disabled = false;
