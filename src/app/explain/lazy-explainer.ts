import { loadOnce } from "../../basics/load-once.ts";
import type { Explainer, ExplainerDeps } from "./explain-failure.ts";

/** An explainer whose code is loaded by the first failure, or the first probe, or before. What does not load explains nothing. */
export interface LazyExplainer extends Explainer {
  /** Never rejects: what does not load now is tried again at the next failure. */
  load(): Promise<void>;
}

/** Makes the explainer of a page; nothing is loaded yet. */
export function lazyExplainer(deps: ExplainerDeps): LazyExplainer {
  let loaded: Explainer | undefined;
  const load = loadOnce(async () => {
    const { createExplainer } = await import("./explain-failure.ts");
    return (loaded = createExplainer(deps));
  });
  const nothing = () => undefined;
  return {
    get lastProbe() {
      return loaded?.lastProbe;
    },
    load: () => load().then(nothing, nothing),
    probe: async (signal) => (await load()).probe(signal),
    explain: (requestId, audio) => load().then((explainer) => explainer.explain(requestId, audio), nothing),
    tellApart: async (...given) => (await load()).tellApart(...given),
  };
}
