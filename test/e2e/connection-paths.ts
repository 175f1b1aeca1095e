import { findEnvoy } from "../../src/companion/envoy/find-envoy.ts";
import { projectFolder } from "../support/folders.ts";

/** One way from the browser to the companion. */
export interface ConnectionPath {
  /** Name of the Playwright project. */
  name: "direct" | "envoy";
  /** Starts the server on a free port. */
  command: string;
  /** The line that reports readiness; its named group becomes an environment variable, see {@link connectionPathAddress}. */
  ready: RegExp;
}

/**
 * Tags of scenarios that run elsewhere than on the direct path alone: what they show depends on the connection path (`both`),
 * or needs an Envoy (`envoy`). What the page does by itself is the same behind Envoy.
 */
export const pathTags = { both: "@both", envoy: "@envoy" } as const;

/** Which scenarios run on a path, by their tags. */
export const scenariosOf: Record<ConnectionPath["name"], { grep?: RegExp; grepInvert?: RegExp }> = {
  direct: { grepInvert: new RegExp(pathTags.envoy) },
  envoy: { grep: new RegExp(Object.values(pathTags).join("|")) },
};

const direct: ConnectionPath = {
  name: "direct",
  command: "node src/companion/main.ts --port 0",
  ready: readyLine("direct"),
};
const envoy: ConnectionPath = {
  name: "envoy",
  command: "node src/companion/main.ts --envoy --port 0",
  ready: readyLine("envoy"),
};

/** The paths that can run here: the one through Envoy needs an Envoy. */
export async function connectionPaths(): Promise<ConnectionPath[]> {
  return (await whyNoEnvoy()) === undefined ? [direct, envoy] : [direct];
}

/** Why the scenarios cannot run through Envoy here; undefined when they can. */
export async function whyNoEnvoy(): Promise<string | undefined> {
  try {
    await findEnvoy(projectFolder, (line) => console.log(line));
    return undefined;
  } catch (error) {
    return (error as Error).message;
  }
}

/** Address of the server of a Playwright project, once Playwright has seen its ready line. */
export function connectionPathAddress(project: string): string {
  const name = project === "firefox" ? direct.name : project;
  const address = process.env[`CONSOLE_${name.toUpperCase()}`];
  if (address === undefined) throw new Error(`no server was started for ${project}`);
  return address;
}

function readyLine(name: string): RegExp {
  return new RegExp(`is ready: (?<console_${name}>http://\\S+?)/?\\s`);
}
