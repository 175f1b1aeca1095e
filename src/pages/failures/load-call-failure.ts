import { loadOnce } from "../../basics/load-once.ts";

/** Loads what shows a failed call. The frame does so when the page is idle: a failure may be that of the page's own server. */
export const loadCallFailure = loadOnce(() => import("./CallFailure.svelte"));
