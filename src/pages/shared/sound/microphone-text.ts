import type { MicrophoneStall } from "../../../audio/microphone/chunk-watch.ts";
import type { Dictionary } from "../../../kit/i18n/locale.svelte.ts";

const en = {
  stalls: {
    suspended: {
      title: "The browser suspended the microphone",
      why: "Nothing is recorded until it runs again. Press Resume.",
    },
    muted: {
      title: "The microphone is muted",
      why: "The device, the system or the browser muted it. Silence is recorded until it’s unmuted.",
    },
    silent: {
      title: "No audio is arriving from the microphone",
      why: "The device may be asleep. Wake or reconnect it; recording then continues.",
    },
  } satisfies Record<MicrophoneStall, { title: string; why: string }>,
  missing: (seconds: string) => `${seconds} s without audio from the microphone`,
};

const ru = {
  stalls: {
    suspended: {
      title: "Браузер приостановил микрофон",
      why: "Пока он не продолжит, ничего не записывается. Нажмите «Продолжить».",
    },
    muted: {
      title: "Микрофон выключен",
      why: "Его выключило устройство, система или браузер. Пока он выключен, записывается тишина.",
    },
    silent: {
      title: "С микрофона не поступает звук",
      why: "Возможно, устройство спит. Разбудите или подключите его снова, и запись продолжится.",
    },
  },
  missing: (seconds: string) => `${seconds} с без звука с микрофона`,
} satisfies typeof en;

/** The words of a microphone that gives no audio. */
export const microphoneText: Dictionary<typeof en> = { en, ru };
