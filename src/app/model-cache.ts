import type { SttModel, TtsModel } from "../audiokit/calls/models.ts";

/** The lists of a platform as they were last seen. */
export interface CachedModels {
  tts?: TtsModel[];
  asr?: SttModel[];
}

/** Where the lists of one platform lie between two visits, so that a model that went overnight is noticed. */
export interface ModelCache {
  read(): CachedModels;
  write(models: CachedModels): void;
}

/** Lists longer than this are not remembered: no platform has so many, and storage is small. */
const maxModels = 500;

/**
 * Remembers lists in this browser. Where nothing can be kept, or something else lies there, it begins with nothing.
 *
 * @param platform base URL
 */
export function modelCache(
  platform: string,
  storage: () => Pick<Storage, "getItem" | "setItem"> = () => localStorage,
): ModelCache {
  const key = `audiokit-models ${platform}`;
  return {
    read() {
      try {
        const { tts, asr } = JSON.parse(storage().getItem(key) ?? "{}") as CachedModels;
        return { ...(isList(tts) && { tts }), ...(isList(asr) && { asr }) };
      } catch {
        // Refused, or not ours: the next list is the first one.
        return {};
      }
    },
    write(models) {
      if ((models.tts?.length ?? 0) + (models.asr?.length ?? 0) > maxModels) return;
      try {
        storage().setItem(key, JSON.stringify(models));
      } catch {
        // Refused or full: changes are noticed as long as the page is open.
      }
    },
  };
}

function isList(list: unknown): boolean {
  return Array.isArray(list) && list.every((model: unknown) => typeof (model as { key?: unknown })?.key === "string");
}
