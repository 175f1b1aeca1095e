/** How full the bridge is: what a page may request when the browser hides why a WebSocket was refused. */
export interface BridgeStatus {
  /** Calls that run now. */
  connections: number;
  maxConnections: number;
  /** Methods that may be called, `/<package>.<Service>/<Method>`. */
  methods: string[];
}

/** A bridged call in which neither side sends anything for this long ends, in milliseconds: five minutes. */
export const bridgeIdleMs = 300_000;
