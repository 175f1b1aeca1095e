import type { DescMethod } from "@bufbuild/protobuf";

/** Where a call went. */
export interface CallAddress {
  /** Of the URL, IPv6 in brackets. */
  host: string;
  port: number;
  isSecure: boolean;
  /** Path before that of the method, with its slash in front; mostly empty. */
  prefix: string;
}

/** Host and port, as gRPC takes them. */
export function hostAndPort({ host, port }: CallAddress): string {
  return `${host}:${String(port)}`;
}

/** Host, port and scheme of a logged `endpoint`: a URL with the path of the method, or `host:port` of other loggers. */
export function readAddress(
  endpoint: string | undefined,
  isSecure: boolean,
  methodPath: string,
): CallAddress | undefined {
  if (endpoint === undefined || endpoint === "") return undefined;
  const scheme = isSecure ? "https" : "http";
  const url = URL.parse(/^https?:\/\//i.test(endpoint) ? endpoint : `${scheme}://${endpoint}`);
  if (url === null || url.hostname === "") return undefined;
  const isTls = url.protocol === "https:";
  const path = url.pathname.endsWith(methodPath) ? url.pathname.slice(0, -methodPath.length) : url.pathname;
  return {
    host: url.hostname,
    port: Number(url.port) || (isTls ? 443 : 80),
    isSecure: isTls,
    prefix: path.replace(/\/+$/, ""),
  };
}

/** `/package.Service/Method`. */
export function pathOf(method: DescMethod): string {
  return `/${method.parent.typeName}/${method.name}`;
}
