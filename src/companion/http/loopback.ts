import { BlockList, isIPv4, isIPv6 } from "node:net";

const loopback = new BlockList();
loopback.addSubnet("127.0.0.0", 8, "ipv4");
loopback.addAddress("::1", "ipv6");

/** Whether a name or address, without port, can only mean this machine. */
export function isLoopback(host: string): boolean {
  const bare = host.replace(/^\[(.*)\]$/, "$1").toLowerCase();
  if (isIPv4(bare)) return loopback.check(bare, "ipv4");
  if (isIPv6(bare)) return loopback.check(bare, "ipv6");
  return bare === "localhost" || bare.endsWith(".localhost");
}

/**
 * Whether a `Host` header names this machine. A page of another site whose name resolves to 127.0.0.1 (DNS
 * rebinding) still sends its own name.
 */
export function namesLoopback(hostHeader: string | undefined): boolean {
  const [, name] = hostWithPort.exec(hostHeader ?? "") ?? [];
  return name !== undefined && isLoopback(name);
}

/** No URL parser: it reads `localhost\.evil.example` as a name and a path. */
const hostWithPort = /^([\w.-]+|\[[\da-f:.]+\])(?::\d{1,5})?$/i;
