import type { PlatformConfig } from "./parse-config-ini.ts";

/** Where tokens are given to a client (contract, section 9). */
export function tokenEndpointOf({ ssoUrl, realm }: Pick<PlatformConfig, "ssoUrl" | "realm">): string {
  return `${ssoUrl.replace(/\/+$/, "")}/realms/${encodeURIComponent(realm)}/protocol/openid-connect/token`;
}
