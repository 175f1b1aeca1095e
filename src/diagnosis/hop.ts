/** The places on the way of a call that can end it, from the caller to the innermost service; `client` is a program that isn't a browser. */
export const hops = [
  "browser",
  "client",
  "front_proxy",
  "gateway",
  "platform_proxy",
  "platform_ingress",
  "platform",
  "service",
  "unknown",
] as const;

/** Who ended a call. `front_proxy` stands before the page's gateway, `platform_proxy` between gateway and platform. */
export type Hop = (typeof hops)[number];

/** Who connects to the platform, and tells why that failed. */
export const connecting: readonly Hop[] = ["gateway", "client"];

/** Who refuses a call for its token, or has none to add. */
export const refusingToken: readonly Hop[] = [
  "gateway",
  "platform_proxy",
  "platform_ingress",
  "platform",
  "service",
  "client",
];
