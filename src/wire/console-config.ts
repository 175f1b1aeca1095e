/** How the page is served; it holds nothing secret. */
export interface ConsoleConfig {
  /** `direct`: the companion serves gRPC-Web itself. `envoy`: an Envoy stands before it, as in production. */
  gateway: "direct" | "envoy";
  /** `embedded`: the speech engines run in the companion. `configured`: a `config.ini` says where the platform is. */
  platform: "embedded" | "configured";
  /** `host:port` of the configured platform; absent when it is embedded. */
  target?: string;
  /** `gateway`: Envoy puts a token on every call. `none`: a call has the token that the page gives it, if any. */
  authMode: "gateway" | "none";
  /** Where the gateway gets its tokens; absent when it gets none. */
  tokenEndpoint?: string;
  /** Deadline of a call that the configuration sets, in seconds; absent when the platform is embedded. */
  timeoutSeconds?: number;
  /** Whether calls without a valid token are known to be refused. */
  tokenRequired: boolean;
  /** Under which client the platform's archive keeps the calls of this console; absent when not configured. */
  archiveClientId?: string;
  /** Origin of the archive to which the gateway carries requests; absent: none is configured, or the platform is embedded and has its own. */
  archiveAddress?: string;
  /** Webhooks that alerts are passed on to; absent: none. */
  alertWebhooks?: number;
  /** Recorded calls that the embedded platform plays again, of a scenario; absent: none. */
  scenarioCalls?: number;
  /** Origins beside its own that the page may call; the browser blocks every other. */
  endpoints: string[];
  /** This server passes OpenTelemetry on from `/otlp/`; absent: it does not. */
  shipsOtlp?: true;
  /** The page's metrics are wanted at `/metrics`; absent: they are not. */
  servesMetrics?: boolean;
  /** This server was started with files to open, at an address of this run; absent: it was not. */
  opensFiles?: true;
  /** Folder on the companion's machine that gets a copy of the log, as people read it; absent: none does. */
  logDir?: string;
}
