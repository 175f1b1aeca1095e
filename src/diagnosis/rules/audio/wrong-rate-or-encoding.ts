import { grpcStatus } from "../../../wire/grpc-status.ts";
import type { Clues } from "../../clues.ts";
import { isEmptyRecognition } from "../../empty-recognition.ts";
import { weigh } from "../../evidence.ts";
import { audioEvidence, errorTextMatch, figure } from "../../quotes.ts";
import { refusedField } from "../../refused-field.ts";
import type { Rule } from "../../rule.ts";

/** The audio does not have the sample rate or encoding of the request. */
export const wrongRateOrEncoding: Rule = {
  cause: "wrong-rate-or-encoding",
  about: "request",
  hops: ["platform", "service", "client"],
  refines: ["empty-result", "platform-refused"],
  words: {
    en: {
      title: "Sample rate, encoding or channels do not fit",
      why: "The platform refuses the sample rate, the encoding or the number of channels of the call, or the sound is not what the call says: it has a file header, ends inside a sample, or was recorded at another rate.",
      next: "For speech, choose a rate of the voice. For recognition, send bare 16-bit PCM at the rate that the call states, 8,000 to 48,000 Hz; the page Recognize converts files by itself, and mixes channels unless they are recognized separately.",
    },
    ru: {
      title: "Частота, кодировка или число каналов не подходят",
      why: "Платформа не принимает частоту, кодировку или число каналов из вызова, либо звук им не соответствует: содержит заголовок файла, обрывается внутри отсчёта или записан с другой частотой.",
      next: "Для синтеза выберите частоту голоса. Для распознавания отправляйте отсчёты PCM 16 бит без заголовка с частотой, указанной в вызове, от 8000 до 48 000 Гц; страница «Распознавание» преобразует файлы сама и сводит каналы в один, если не просили распознать каждый отдельно.",
    },
  },
  find: (clues) =>
    refusedField(clues, /^(?:sample_rate_hertz|encoding|audio_channel_count)$/) ??
    weigh({
      decisive: [
        clues.code === grpcStatus.invalidArgument &&
          errorTextMatch(clues, /begins with the header of an? \w+ file|ends with \d of the \d bytes of a sample/),
      ],
      strong: [isEmptyRecognition(clues) && isOtherRate(clues)],
    }),
};

/** The measured sample rate differs from that of the request. */
function isOtherRate({ audio, request }: Clues) {
  const stated = figure(request, "sample_rate");
  if (!audio || stated === undefined || stated === audio.sampleRateHz) return undefined;
  return audioEvidence("sampleRateHz", `${String(audio.sampleRateHz)} Hz, the call says ${String(stated)} Hz`);
}
