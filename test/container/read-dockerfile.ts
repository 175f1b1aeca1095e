import { DockerfileParser, Copy, Entrypoint, Env, From, Workdir, type Instruction } from "dockerfile-ast";

/** One step of a stage that the script can run. */
export type Step =
  | { kind: "run"; command: string }
  | { kind: "copy"; from: string | undefined; sources: string[]; target: string }
  | { kind: "env"; variables: Record<string, string> }
  | { kind: "workdir"; path: string }
  | { kind: "user"; ids: string };

/** A stage of a Dockerfile, from one FROM to the next. */
export interface Stage {
  /** Name after AS; the last stage may have none. */
  name: string | undefined;
  /** What FROM names. */
  image: string;
  steps: Step[];
}

/** What an image made of a Dockerfile runs. */
export interface Dockerfile {
  stages: Stage[];
  /** Words of ENTRYPOINT. */
  entrypoint: string[];
  /** Words of HEALTHCHECK's command. */
  healthCheck: string[];
}

/**
 * Reads a Dockerfile.
 *
 * @throws Error naming the line of an instruction, or of a form of one, that is not known here: nothing is left out
 */
export function readDockerfile(text: string): Dockerfile {
  const read: Dockerfile = { stages: [], entrypoint: [], healthCheck: [] };
  for (const instruction of DockerfileParser.parse(text).getInstructions()) {
    if (instruction instanceof From) {
      const image = instruction.getImage() ?? unknown(instruction);
      read.stages.push({ name: instruction.getBuildStage() ?? undefined, image, steps: [] });
    } else if (instruction instanceof Entrypoint) {
      read.entrypoint = instruction.getJSONStrings().map((word) => word.getJSONValue());
    } else if (instruction.getKeyword() === "HEALTHCHECK") {
      read.healthCheck = readHealthCheck(instruction);
    } else if (instruction.getKeyword() !== "EXPOSE") {
      read.stages.at(-1)?.steps.push(readStep(instruction));
    }
  }
  return read;
}

function readStep(instruction: Instruction): Step {
  const words = instruction.getArguments().map((word) => word.getValue());
  if (instruction instanceof Copy) {
    const flags = instruction.getFlags();
    if (flags.some((flag) => flag.getName() !== "from")) unknown(instruction);
    return {
      kind: "copy",
      from: flags[0]?.getValue() ?? undefined,
      sources: words.slice(0, -1),
      target: words.at(-1)!,
    };
  }
  if (instruction instanceof Env) {
    const pairs = instruction.getProperties().map((property) => [property.getName(), property.getValue() ?? ""]);
    return { kind: "env", variables: Object.fromEntries(pairs) as Record<string, string> };
  }
  if (instruction instanceof Workdir) return { kind: "workdir", path: words[0]! };
  if (instruction.getKeyword() === "RUN") return { kind: "run", command: instruction.getRawArgumentsContent()! };
  if (instruction.getKeyword() === "USER") return { kind: "user", ids: words[0]! };
  return unknown(instruction);
}

function readHealthCheck(instruction: Instruction): string[] {
  const command = /CMD\s+(\[.*\])$/s.exec(instruction.getRawArgumentsContent() ?? "")?.[1];
  return command === undefined ? unknown(instruction) : (JSON.parse(command) as string[]);
}

function unknown(instruction: Instruction): never {
  const line = instruction.getRange().start.line + 1;
  throw new Error(`Dockerfile:${String(line)}: ${instruction.getKeyword()} is not known in this form`);
}
