import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, expect, it } from "vitest";
import { createMetricsEndpoint } from "./metrics-endpoint.ts";

let server: Server;
afterEach(() => {
  server.closeAllConnections();
  server.close();
});

async function setup() {
  server = createServer(createMetricsEndpoint(() => 1_795_000_000_000));
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const own = `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`;
  return { own, post: (body: string, origin = own) => fetch(own, { method: "POST", body, headers: { origin } }) };
}

const report = `# HELP rpc_client_call_duration_seconds Duration\n# TYPE rpc_client_call_duration_seconds histogram
rpc_client_call_duration_seconds_bucket{rpc_method="a.B/C",le="+Inf"} 12\naudiokit_log_size_bytes 1.5e+7\n`;

it("serves to a scraper what the page reported, and when", async () => {
  const { own, post } = await setup();
  expect(await (await fetch(own)).text()).toMatch(/^audiokit_exporter_last_report_timestamp_seconds 0$/m);
  expect((await post(report)).status).toBe(200);
  const response = await fetch(own);
  expect(response.headers.get("content-type")).toContain("version=0.0.4");
  const text = await response.text();
  expect(text.startsWith(report)).toBe(true);
  expect(text).toMatch(/^audiokit_exporter_last_report_timestamp_seconds 1795000000$/m);
});

it("takes a report from its own page only, of metrics only, and not without end", async () => {
  const { own, post } = await setup();
  expect((await post(report, "http://evil.example")).status).toBe(403);
  expect((await fetch(own, { method: "POST", body: report })).status).toBe(403);
  expect((await post("<script>alert(1)</script>\n")).status).toBe(400);
  expect((await post("up 1\n")).status).toBe(400);
  expect((await post("audiokit_x 1")).status).toBe(400);
  expect((await fetch(own, { method: "DELETE" })).status).toBe(405);
  expect(await (await fetch(own)).text()).not.toContain("audiokit_x");
  expect((await post(`audiokit_x 1\n`.repeat(200_000))).status).toBe(413);
});
