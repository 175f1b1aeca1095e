/** Where the page asks the companion how it is served; the answer is `ConsoleConfig` as JSON. */
export const consolePath = "/console.json";

/** Answers 200 `ok` while the companion runs. */
export const healthPath = "/healthz";

/** Where the embedded platform gives tokens; any realm name is served. */
export const tokenPath = "/realms/demo/protocol/openid-connect/token";

/** Calls over a WebSocket: `<bridgePath>/<package>.<Service>/<Method>`. A plain GET of it tells how full the bridge is. */
export const bridgePath = "/bridge";

/** Has the companion look at the configured platform; the answer is `ProbeReport` as JSON, `null` when it is embedded. */
export const probePath = "/probe";

/** What became of the gateway's token requests: `?after=<id of the last event seen>`; the answer is `AuthEvent[]` as JSON. */
export const authEventsPath = "/auth-events";
