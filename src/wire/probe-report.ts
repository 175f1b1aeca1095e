/** One step of the probe: what was tried, whether it went well, how long it took. */
export interface ProbeStep {
  ok: boolean;
  durationMs: number;
  /** Code of the failure as Node or OpenSSL names it, e.g. `ECONNREFUSED`, `CERT_HAS_EXPIRED`. */
  errorCode?: string;
  errorMessage?: string;
}

/** A certificate of the chain as the server sent it, its own first. */
export interface ProbeCertificate {
  subject: string;
  issuer: string;
  /** Names it stands for, e.g. `DNS:speech.example`; none when it has no alternative names (SAN): a common name does not count. */
  names: string[];
  /** UTC, ISO 8601. */
  validFrom: string;
  validTo: string;
  /** SHA-256, hex with colons. */
  fingerprint: string;
  /** What it may be used for: `serverAuth`, `clientAuth`, `any` or a number (OID); absent: for everything. */
  usages?: string[];
}

export interface ProbeTls extends ProbeStep {
  /** e.g. `TLSv1.3`; absent when no handshake was completed. */
  version?: string;
  /** What the server chose of `h2` and `http/1.1`; null when it negotiated no ALPN at all. */
  alpn?: string | null;
  /** Whether chain, name and dates were accepted. */
  trusted?: boolean;
  /** Also of a handshake that failed, as far as they came. */
  certificates: ProbeCertificate[];
  /** What became of the gateway's own certificate, where the server asked for one: none is configured, or it was accepted or refused. */
  clientCertificate?: "missing" | "accepted" | "refused";
  /** The gateway's own certificate, where one is configured, whether or not the server asked for it. */
  ownCertificate?: ProbeCertificate;
  /** Of a handshake that failed: the versions that the server answered when each was offered alone, the newest first. */
  versions?: string[];
}

/** What a web server answered to a plain GET of `/`. */
export interface ProbeHttp {
  status: number;
  server?: string;
  contentType?: string;
  /** Where a redirect points to, without query. */
  location?: string;
}

export interface ProbeToken extends ProbeStep {
  /** HTTP status of the token endpoint. */
  status?: number;
  /** Lifetime of the token that came, as stated; the token itself is discarded. */
  expiresInSeconds?: number;
  /** How far the clock of the companion's machine is ahead of the token server's; behind is negative. */
  clockAheadSeconds?: number;
  /** Of an answer without a token: its content type, where a redirect points to (without query), the pause that was asked for. */
  contentType?: string;
  location?: string;
  retryAfterSeconds?: number;
}

/** What the companion found when it probed the configured platform from its own place in the network. */
export interface ProbeReport {
  /** `host:port` of the platform. */
  target: string;
  /** UTC, ISO 8601 with milliseconds. */
  at: string;
  /** Whether the configuration requires TLS. */
  useSsl: boolean;
  dns: ProbeStep & { addresses: string[] };
  /** Absent where an earlier step failed. */
  tcp?: ProbeStep;
  /** Absent for plain text. */
  tls?: ProbeTls;
  /** Whether the platform's side sent its settings on an HTTP/2 connection. */
  http2?: ProbeStep;
  /**
   * What the first bytes on the port are of: `tls`, `h2`, `http/1.1`, or a protocol that greets: `ssh`, `smtp`, `ftp`, `imap`, `pop3`;
   * `nothing` when it closed or stayed silent; absent for what is not known.
   */
  speaks?: string;
  /** What HTTP/1.1 answers there, over TLS where that is spoken; only when HTTP/2 is not. */
  http1?: ProbeHttp;
  /** Absent without a client in the configuration. */
  token?: ProbeToken;
  /** The gateway's own last token request; absent when the companion does not make them. */
  gatewayToken?: ProbeToken;
}
