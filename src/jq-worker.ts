import { serveJq } from "./jq/serve-jq.ts";

// The jq program: a program that somebody typed may run for ever, so it runs where it can be ended.
serveJq(self as DedicatedWorkerGlobalScope);
