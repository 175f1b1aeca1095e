/** The logs page with some conditions; empty ones are left out. */
export function logsUrl(conditions: Record<string, string>): string {
  const given = Object.entries(conditions).filter(([, value]) => value !== "");
  return given.length === 0 ? "/logs" : `/logs?${new URLSearchParams(given).toString()}`;
}
