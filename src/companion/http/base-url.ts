/** The address of a server for clients on this machine, without a slash at its end. */
export function baseUrlOf(host: string, port: number): string {
  // A wildcard address cannot be browsed to; this machine can.
  const name = host === "0.0.0.0" ? "127.0.0.1" : host === "::" ? "::1" : host;
  return `http://${name.includes(":") ? `[${name}]` : name}:${port}`;
}
