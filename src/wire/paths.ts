/** Where the page requests how it is served; the response is `ConsoleConfig` as JSON. */
export const consolePath = "/console.json";

/** Prefix of every method path of the platform. */
export const platformPrefix = "/mts.ai.audiogram.";

/** Answers 200 `ok` while the companion runs. */
export const healthPath = "/healthz";

/** Answers 200 `ok` while new calls are taken, and 503 from the moment on in which the companion is being stopped. */
export const readyPath = "/readyz";

/** Where the embedded platform gives tokens; any realm name is served. */
export const tokenPath = "/realms/demo/protocol/openid-connect/token";

/** Calls over a WebSocket: `<bridgePath>/<package>.<Service>/<Method>`. A plain GET of it returns how full the bridge is. */
export const bridgePath = "/bridge";

/** URL of the bridge at a base URL of the platform. */
export const bridgeUrlOf = (baseUrl: string): string => baseUrl + bridgePath;

/** Has the companion probe the configured platform; the response is `ProbeReport` as JSON, `null` when it is embedded. With
 * `?host=<name of an endpoint>`: whether the companion finds an address for it, `{ resolves }`. */
export const probePath = "/probe";

/** The results of the gateway's token requests: `?after=<id of the last event seen>`; the response is `AuthEvent[]` as JSON. */
export const authEventsPath = "/auth-events";

/** A POST has the embedded platform load its recognisers; the response, when all are loaded, is `LoadedEngine[]` as JSON. */
export const enginesPath = "/engines";

/** Where the page reports its metrics, and Prometheus reads them; there with `--metrics` only. */
export const metricsPath = "/metrics";

/** Where the page's own server passes OpenTelemetry on: `/otlp/v1/logs` and the like; there with `--otlp-endpoint` only. */
export const otlpPrefix = "/otlp";

/** What OTLP carries, as its paths name it. */
export const otlpSignals = ["logs", "traces", "metrics"] as const;
export type OtlpSignal = (typeof otlpSignals)[number];

/** Prefixes of the paths of the platform's archive, in its three generations. */
export const archivePrefixes = ["/clients/", "/probes/", "/archive/api/v2/", "/v3/"] as const;

/** What a gateway says, with 501, to whoever asks it for an archive that it was not told of. */
export const archiveNotConfigured = "the platform's archive is not configured at this gateway: --archive-address";
