import type { Replay } from "../../app/replay/read-replay.ts";
import type { Detail } from "../../kit/lists/DetailList.svelte";
import type { Format } from "../../kit/i18n/format.ts";
import type { replayText } from "./replay-text.ts";

/** What decides most about a request, in words. */
export function requestDetails(replay: Replay, text: (typeof replayText)["en"], format: Format): Detail[] {
  const { parameters, service, operation } = replay;
  const details: Detail[] = [{ label: text.method, value: `${service} ${operation}` }];
  const add = (label: string, value: string) => void details.push({ label, value });
  const rate = (hz: number) => add(text.rate, text.kilohertz(format.number(hz / 1000, 3)));
  switch (parameters.kind) {
    case "synthesis":
      add(text.voice, parameters.request.voice);
      add(text.language, parameters.request.language ?? "");
      rate(parameters.request.sampleRateHz ?? 0);
      add(text.model, parameters.request.modelType || text.byPlatform);
      break;
    case "cloned":
      add(text.voiceId, parameters.request.voiceId);
      rate(parameters.request.sampleRateHz ?? 0);
      break;
    case "file":
    case "live":
      add(text.language, parameters.request.language ?? "");
      rate(parameters.request.sampleRateHz);
      add(text.model, parameters.request.model ?? text.byPlatform);
      break;
    case "delete":
      add(text.voiceId, parameters.voiceId);
      break;
    case "task":
      add(text.task, parameters.taskId);
      break;
  }
  return details;
}
