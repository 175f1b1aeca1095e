import { loadOnce } from "../../basics/load-once.ts";

/** Loads what shows a failed call. The page does so when it is idle: a failure may be that of its own server. */
export const loadCallFailure = loadOnce(() => import("./CallFailure.svelte"));
