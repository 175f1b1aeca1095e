import { findEnvoy } from "../../src/companion/envoy/find-envoy.ts";
import { projectFolder } from "../support/folders.ts";

/** One way from the browser to the companion. */
export interface ConnectionPath {
  /** Name of the Playwright project. */
  name: "direct" | "envoy";
  /** Starts the server on a port that the system chooses. */
  command: string;
  /** The line that says it is ready; its group puts the address into the environment, see {@link connectionPathAddress}. */
  ready: RegExp;
}

/** Tags of scenarios that mean something on one leg only: the other one leaves them out. */
export const onlyOn = { direct: "@direct", envoy: "@envoy" } as const;

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

/** The legs that can run here: the one through Envoy needs an Envoy. */
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

/** Where the server of a leg listens, once Playwright has seen its ready line. */
export function connectionPathAddress(name: string): string {
  const address = process.env[`CONSOLE_${name.toUpperCase()}`];
  if (address === undefined) throw new Error(`no server was started for ${name}`);
  return address;
}

function readyLine(name: string): RegExp {
  return new RegExp(`is ready: (?<console_${name}>http://\\S+?)/?\\s`);
}
