import type { LogCover } from "../../bundle/cover/log-cover.ts";
import { maxTextCharacters, type Manifest } from "../../bundle/manifest.ts";
import type { HealthSnapshot } from "../health-snapshot.ts";

/** A health check as it may leave, with texts that a reader takes: an error may quote a whole page of a gateway. */
export function coveredHealth(health: HealthSnapshot, cover: LogCover): NonNullable<Manifest["health"]> {
  const { services, ...check } = cover.data({ ...health }) as unknown as HealthSnapshot;
  return {
    ...check,
    endpoint: shortened(check.endpoint),
    services: services.map(({ name, error, ...service }) => ({
      ...service,
      name: shortened(name),
      error: shortened(error),
    })),
  };
}

function shortened(text: string): string {
  return text.length > maxTextCharacters ? `${text.slice(0, maxTextCharacters - 1)}…` : text;
}
