import type { ShippingSettings, RedactionSettings } from "../../settings/settings.ts";
import type { OtlpTarget } from "../../shipping/otlp/otlp-target.ts";
import { otlpPrefix } from "../../wire/paths.ts";

/** What a target is made of beside the settings. */
export interface TargetSource {
  settings: ShippingSettings;
  rules: RedactionSettings;
  /** Values of the headers, by name. */
  headers: Record<string, string>;
  version: string;
  /** Origin of the page. */
  origin: string;
}

/** The receiver that the settings name, and what it gets. */
export function otlpTargetOf({ settings, rules, headers, version, origin }: TargetSource): OtlpTarget {
  const { level, services, successPercent, hasContent, hasTraces, hasMetrics, deployment, maxAgeHours } = settings;
  return {
    endpoint: settings.endpoint || `${origin}${otlpPrefix}`,
    headers: Object.fromEntries(headerNames(settings).map((name) => [name, headers[name] ?? ""])),
    ...{ level, hasContent, hasTraces, hasMetrics, rules, deployment, version, origin },
    ...(services.length > 0 && { services }),
    successShare: successPercent / 100,
    maxAgeMs: maxAgeHours * 3_600_000,
  };
}

/** The first header whose value has to be entered; undefined: all are there. */
export function missingHeader(settings: ShippingSettings, headers: Record<string, string>): string | undefined {
  return headerNames(settings).find((name) => (headers[name] ?? "") === "");
}

/** The page's own server sends the headers of its environment, and none of the page's. */
function headerNames(settings: ShippingSettings): string[] {
  return settings.endpoint === "" ? [] : settings.headerNames;
}
