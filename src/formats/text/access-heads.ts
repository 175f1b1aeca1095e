import { gatewayFields } from "../json/access-call.ts";
import { scanTime } from "../time/read-time.ts";
import type { TextHead } from "./text-head.ts";

/** Text in quotes, in which a backslash escapes. */
const quoted = '"((?:[^"\\\\\\n]|\\\\.)*)"';
const clf = new RegExp(
  `^(\\S{1,100}) \\S{1,100} [^\\["\\n]{1,100} ?\\[([^\\]\\n]{1,40})\\] ${quoted} (\\d{3}|-) (\\d{1,15}|-)`,
);

/** Common and combined log format: `host - user [05/Jan/2026:09:00:00 +0000] "GET / HTTP/1.1" 503 12 "referrer" "agent"` */
export function scanClfHead(line: string, latestMs: number): TextHead | undefined {
  const found = clf.exec(line);
  if (!found) return undefined;
  const [, host = "", timeText = "", request = "", status = ""] = found;
  const written = scanTime(timeText, 0, latestMs);
  if (!written) return undefined;
  const [method, path] = request.split(" ");
  const access = { method, path, status: status === "-" ? undefined : Number(status) };
  return { kind: "clf", written, timeText, data: { host }, access, end: line.length };
}

const envoy = new RegExp(
  `^\\[([^\\]\\n]{10,40})\\] ${quoted} (\\d{1,3}) (\\S{1,60}) (?:([a-z][\\w{},:.-]{0,200}) )?` +
    `(?:\\S{1,20} )?(?:${quoted} )?(\\d{1,15}) (\\d{1,15}) (\\d{1,12}|-) (\\d{1,12}|-) ${quoted} ${quoted} ${quoted} ${quoted}`,
);

/** Envoy's default access log: time, request, status, flags, details, bytes, durations, client, agent, request id, host. */
export function scanEnvoyHead(line: string, latestMs: number): TextHead | undefined {
  const found = envoy.exec(line);
  if (!found) return undefined;
  const [, timeText = "", request = "", status, flags, reason, transport, , , duration = "-", , , , id, authority] =
    found;
  const written = scanTime(timeText, 0, latestMs);
  if (!written) return undefined;
  const [method, path] = request.split(" ");
  const said = [reason, transport].filter((part) => part !== undefined && part !== "-" && part !== "via_upstream");
  return {
    kind: "envoy",
    written,
    timeText,
    data: authority === undefined || authority === "-" ? undefined : { host: authority },
    access: {
      method,
      path,
      status: Number(status),
      flags,
      seen: gatewayFields(flags, reason, transport),
      details: said.length > 0 ? said.join(" ") : undefined,
      ...(duration !== "-" && { durationMs: Number(duration) }),
      requestId: id === "-" ? undefined : id,
    },
    end: line.length,
  };
}
