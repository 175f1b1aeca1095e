/** How the page is served; it holds nothing secret. */
export interface ConsoleFacts {
  /** `direct`: the companion serves gRPC-Web itself. `envoy`: an Envoy stands before it, as in production. */
  gateway: "direct" | "envoy";
  /** `embedded`: the speech engines run in the companion. */
  platform: "embedded";
  /** Whether calls without a valid token are refused. */
  tokenRequired: boolean;
  /** Origins beside its own that the page may call; the browser blocks every other. */
  endpoints: string[];
}
