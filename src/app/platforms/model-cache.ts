import type { ModelCache } from "../../audiokit/calls/model-catalog.ts";
import type { ModelLists } from "../../audiokit/calls/model-change.ts";

/** Longer lists are not stored: no platform has so many models, and storage is small. */
const maxModels = 500;

/**
 * Stores the lists of a platform in this browser. Where storage is refused, or holds something else, the cache is empty.
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
        const { tts, asr } = JSON.parse(storage().getItem(key) ?? "{}") as ModelLists;
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
