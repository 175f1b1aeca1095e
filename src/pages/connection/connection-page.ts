import { checkHealth, healthChecks } from "../../audiokit/check-health.ts";
import { consoleCallContext } from "../../logging/call-context.ts";
import { bridgeUrlOf } from "../../wire/paths.ts";
import type { Services } from "../../app/services.ts";
import { readableMessage } from "../failures/readable-message.ts";
import { ConnectionCheck, type ServiceAnswers } from "./connection-check.svelte.ts";

/** The state of the page over the services; nothing is called before `run`. */
export function connectionPageState(
  services: Pick<Services, "audiokit" | "explainer" | "logger" | "preferences">,
): ConnectionCheck {
  const { explainer, logger, preferences } = services;
  return new ConnectionCheck({
    probe: () => explainer.probe(),
    askServices: async (signal): Promise<ServiceAnswers> => {
      const bridgeUrl = bridgeUrlOf(preferences.endpoint);
      const checks = healthChecks({ client: services.audiokit, bridgeUrl });
      const report = await checkHealth(checks, { signal, contextValues: consoleCallContext() });
      return Object.fromEntries(
        Object.entries(report.services).map(([name, { status, responseTimeMs, error }]) => [
          name,
          {
            isHealthy: status === "healthy",
            responseMs: responseTimeMs,
            error: readableMessage(error?.serverMessage || error?.message || ""),
          },
        ]),
      );
    },
    logger,
  });
}
