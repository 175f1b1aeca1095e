import { probeFailure } from "../../wire/probe-failure.ts";
import type { ProbeCertificate, ProbeReport, ProbeStep, ProbeToken } from "../../wire/probe-report.ts";

/** What the probe looks at, in the order in which a connection is made. */
export const stepNames = [
  "dns",
  "tcp",
  "tls",
  "alpn",
  "chain",
  "names",
  "dates",
  "http2",
  "token",
  "gatewayToken",
] as const;
export type StepName = (typeof stepNames)[number];

/** `skipped`: it was not reached. `unneeded`: the configuration does without it. */
export type StepState = "passed" | "failed" | "skipped" | "unneeded";

/** One line of the checklist. */
export interface CheckStep {
  name: StepName;
  state: StepState;
  /** What was found, as it was found: addresses, a version, a code; may be empty. */
  found: string;
}

const chainErrors = /UNABLE_TO|SELF_SIGNED|CERT_UNTRUSTED|CERT_REJECTED|INVALID_CA|CERT_CHAIN/;
const dateErrors = /CERT_HAS_EXPIRED|CERT_NOT_YET_VALID/;
const nameErrors = /ALTNAME_INVALID/;

/** The report of the probe as a checklist. */
export function checkSteps(report: ProbeReport): CheckStep[] {
  const { tls, token, gatewayToken, useSsl } = report;
  const [own] = tls?.certificates ?? [];
  const hasTls = tls?.version !== undefined;
  const steps: Record<StepName, Omit<CheckStep, "name">> = {
    dns: stepOf(report.dns, report.dns.addresses.join(", ")),
    tcp: stepOf(report.tcp, report.target),
    tls: tls && hasTls ? { state: "passed", found: tls.version ?? "" } : stepOf(tls, ""),
    alpn: hasTls ? { state: tls.alpn === "h2" ? "passed" : "failed", found: tls.alpn ?? "" } : skipped,
    chain: certificateStep(report, chainErrors, own?.issuer ?? ""),
    names: certificateStep(report, nameErrors, own?.names.join(", ") ?? ""),
    dates: certificateStep(report, dateErrors, own ? datesOf(own) : ""),
    http2: stepOf(report.http2, ""),
    token: stepOf(token, lifetimeOf(token)),
    gatewayToken: stepOf(gatewayToken, lifetimeOf(gatewayToken)),
  };
  if (!useSsl) for (const name of ofTls) steps[name] = { state: "unneeded", found: "" };
  if (!useSsl) steps.tls.found = "use_ssl = false";
  if (!token) steps.token = { state: "unneeded", found: "" };
  // An Envoy elsewhere does not tell of its tokens.
  const told = stepNames.filter((name) => name !== "gatewayToken" || gatewayToken !== undefined);
  return told.map((name) => ({ name, ...steps[name] }));
}

function lifetimeOf(token: ProbeToken | undefined): string {
  return token?.expiresInSeconds === undefined ? "" : `${String(token.expiresInSeconds)} s`;
}

const ofTls = ["tls", "alpn", "chain", "names", "dates"] as const;
const skipped: Omit<CheckStep, "name"> = { state: "skipped", found: "" };

function stepOf(step: ProbeStep | undefined, found: string): Omit<CheckStep, "name"> {
  if (!step) return skipped;
  if (step.ok) return { state: "passed", found };
  return { state: "failed", found: probeFailure(step) };
}

/** A certificate has one error; it belongs to one of its lines. */
function certificateStep({ tls }: ProbeReport, errors: RegExp, found: string): Omit<CheckStep, "name"> {
  if (tls?.version === undefined) return skipped;
  if (!errors.test(tls.errorCode ?? "")) return { state: "passed", found };
  return { state: "failed", found: [tls.errorCode, found].filter(Boolean).join(": ") };
}

function datesOf({ validFrom, validTo }: ProbeCertificate): string {
  return `${validFrom.slice(0, 10)} – ${validTo.slice(0, 10)} UTC`;
}
