import type { RecognitionEngine } from "../../emulator/recognition/recognition-engine.ts";
import type { LoadedEngine } from "../../wire/loaded-engine.ts";
import { sendJson } from "../http/responses.ts";
import type { HttpHandler } from "../http/rpc-handler.ts";

/** What of a recogniser is wanted before a call. */
export type LoadableEngine = Pick<RecognitionEngine, "model" | "language" | "load">;

/**
 * Creates the endpoint by which a page has the recognisers loaded that its person is about to use. It answers when all are
 * loaded, or at once when they are already; a page that leaves does not stop the loading.
 */
export function createEnginesEndpoint(engines: readonly LoadableEngine[]): HttpHandler {
  return (request, response) => {
    if (request.method !== "POST")
      return sendJson(response, 405, { reason: "POST loads the engines" }, { allow: "POST" });
    const left = new AbortController();
    response.once("close", () => left.abort(new Error("the page has left")));
    void Promise.all(engines.map((engine) => loadEngine(engine, left.signal))).then((loaded) => {
      if (!response.destroyed) sendJson(response, 200, loaded);
    });
  };
}

async function loadEngine(engine: LoadableEngine, signal: AbortSignal): Promise<LoadedEngine> {
  const { model, language } = engine;
  try {
    await engine.load?.(signal);
    return { model, language };
  } catch (error) {
    return { model, language, failure: error instanceof Error ? error.message : String(error) };
  }
}
