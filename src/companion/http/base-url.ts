/** The URL of a server for clients on this machine, without a trailing slash. */
export function baseUrlOf(host: string, port: number): string {
  // A wildcard address is not an address to connect to.
  const name = host === "0.0.0.0" ? "127.0.0.1" : host === "::" ? "::1" : host;
  return `http://${name.includes(":") ? `[${name}]` : name}:${port}`;
}
