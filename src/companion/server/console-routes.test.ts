import { createServer } from "node:http";
import { expect, it } from "vitest";
import { localServers } from "../../../test/support/servers/local-servers.ts";
import type { ConsoleConfig } from "../../wire/console-config.ts";
import { sendText } from "../http/responses.ts";
import { createConsoleRoutes } from "./console-routes.ts";

const servers = localServers();

it("tells the page whether it was started with files, whose address nobody comes back to", async () => {
  const configOf = async (launchFiles: string[]) => {
    const routes = createConsoleRoutes({
      consoleConfig: { gateway: "direct", platform: "embedded", authMode: "none", tokenRequired: false, endpoints: [] },
      bridgeStatus: () => ({ sessions: 0 }) as never,
      launchFiles,
      isStopping: () => false,
      page: (_, response) => sendText(response, 404, "no page"),
    });
    const origin = await servers.listen(createServer(routes));
    return (await (await fetch(`${origin}/console.json`)).json()) as ConsoleConfig;
  };
  expect((await configOf(["/tmp/customer.jsonl"])).opensFiles).toBe(true);
  expect("opensFiles" in (await configOf([]))).toBe(false);
});
