import type { ProbeReport, ProbeToken } from "../../wire/probe-report.ts";
import type { StepName } from "./check-steps.ts";

/** What else the probe saw at a step; `value` is as it was found, or empty. */
export interface CheckNote {
  about:
    | "versions"
    | "certificateMissing"
    | "certificateAccepted"
    | "certificateRefused"
    | "chainSent"
    | "onlyOwnSent"
    | "noNames"
    | "usages"
    | "speaks"
    | "silent"
    | "http1"
    | "contentType"
    | "redirect"
    | "retryAfter"
    | "clockAhead"
    | "clockBehind";
  value: string;
}

const ownCertificate = {
  missing: "certificateMissing",
  accepted: "certificateAccepted",
  refused: "certificateRefused",
} as const;

/** Clocks that are closer than this are as good as equal, in seconds. */
const toleranceSeconds = 30;

/** The notes of a report, by the step that they belong to. */
export function checkNotes(report: ProbeReport): Partial<Record<StepName, CheckNote[]>> {
  const { tls, http2, http1, speaks, token, gatewayToken } = report;
  const [own, ...further] = tls?.certificates ?? [];
  const isIncomplete = further.length === 0 && /^UNABLE_TO_/.test(tls?.errorCode ?? "");
  const heard = speaks === "nothing" ? note("silent", "") : note("speaks", speaks);
  const others = speaks !== undefined && http2?.ok !== true && !(speaks === "tls" && report.useSsl);
  return {
    tls: [
      ...note("versions", tls?.versions?.join(", ")),
      ...(tls?.clientCertificate ? note(ownCertificate[tls.clientCertificate], "") : []),
      ...(others && report.useSsl ? heard : []),
    ],
    chain: [
      ...(further.length > 0 ? note("chainSent", tls?.certificates.map(({ subject }) => subject).join(" ← ")) : []),
      ...(isIncomplete ? note("onlyOwnSent", "") : []),
    ],
    names: [
      ...(own?.names.length === 0 ? note("noNames", own.subject) : []),
      ...(tls?.errorCode === "INVALID_PURPOSE" ? note("usages", own?.usages?.join(", ")) : []),
    ],
    http2: [
      ...(others && !report.useSsl ? heard : []),
      ...note(
        "http1",
        http1 && [`HTTP ${String(http1.status)}`, http1.server, http1.location].filter(Boolean).join(", "),
      ),
    ],
    token: ofToken(token),
    gatewayToken: ofToken(gatewayToken),
  };
}

function ofToken(token: ProbeToken | undefined): CheckNote[] {
  const { contentType, location, retryAfterSeconds, clockAheadSeconds = 0 } = token ?? {};
  const isOff = Math.abs(clockAheadSeconds) >= toleranceSeconds;
  return [
    ...note("contentType", contentType),
    ...note("redirect", location),
    ...note("retryAfter", retryAfterSeconds === undefined ? undefined : String(retryAfterSeconds)),
    ...(isOff ? note(clockAheadSeconds > 0 ? "clockAhead" : "clockBehind", String(Math.abs(clockAheadSeconds))) : []),
  ];
}

function note(about: CheckNote["about"], value: string | undefined): CheckNote[] {
  return value === undefined ? [] : [{ about, value }];
}
