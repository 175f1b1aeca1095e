import * as v from "valibot";
import { BundleError } from "../bundle-error.ts";
import type { PackedPart } from "./list-parts.ts";
import { bundleVersion, manifestSchema, partPaths, type Manifest } from "../manifest.ts";
import { plainTexts } from "./plain-text.ts";
import { readText } from "./read-part.ts";

/**
 * Reads what a bundle says about itself. Fields that this version does not know are left out.
 *
 * @throws BundleError `no_manifest`, `newer`, `damaged` with the field that is wrong, `unsafe` when parts and manifest differ
 */
export async function readManifest(parts: ReadonlyMap<string, PackedPart>): Promise<Manifest> {
  const json = await readManifestJson(parts);
  const { version } = json;
  if (typeof version === "number" && version > bundleVersion) {
    const known = String(bundleVersion);
    throw new BundleError(
      "newer",
      partPaths.manifest,
      `version ${String(version)} of the format; this console reads up to ${known}`,
    );
  }
  const { success, output, issues } = v.safeParse(manifestSchema, json);
  if (!success) throw new BundleError("damaged", partPaths.manifest, issueText(issues[0]));
  checkParts(output, parts);
  return plainTexts(output);
}

/** The manifest as it is written, with the fields that this version does not know. @throws BundleError */
export async function readManifestJson(parts: ReadonlyMap<string, PackedPart>): Promise<Record<string, unknown>> {
  const part = parts.get(partPaths.manifest);
  if (part === undefined) throw new BundleError("no_manifest", "bundle", `it has no ${partPaths.manifest}`);
  const json = jsonOf(await readText(part), part.path);
  if (!isBundleManifest(json)) throw new BundleError("no_manifest", part.path, "it is not that of a support bundle");
  return json;
}

/** Whether something that was read from `manifest.json` belongs to a bundle, of whatever version. */
export function isBundleManifest(json: unknown): json is Record<string, unknown> {
  return typeof json === "object" && json !== null && (json as { format?: unknown }).format === "audiokit-bundle";
}

/** Parses JSON of a part. @throws BundleError `damaged` */
export function jsonOf(text: string, path: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new BundleError("damaged", path, "it is no JSON", cause);
  }
}

/** What is wrong with a field, in one sentence. */
export function issueText(issue: v.BaseIssue<unknown>): string {
  const path = issue.path?.map(({ key }) => String(key)).join(".") ?? "";
  const said = plainTexts(issue.message);
  const short = said.length > 200 ? `${said.slice(0, 200)}…` : said;
  return path === "" ? short : `${path}: ${short}`;
}

/** Each part is listed once and is there, and nothing else is. */
function checkParts(manifest: Manifest, parts: ReadonlyMap<string, PackedPart>): void {
  const listed = new Set<string>();
  for (const { path } of manifest.parts) {
    if (listed.has(path)) throw new BundleError("unsafe", partPaths.manifest, `it lists ${plainTexts(path)} twice`);
    listed.add(path);
    if (!parts.has(path))
      throw new BundleError("damaged", plainTexts(path), "the manifest lists it, and it is missing");
  }
  if (!listed.has(partPaths.log)) throw new BundleError("damaged", partPaths.manifest, `it lists no ${partPaths.log}`);
  for (const path of parts.keys())
    if (path !== partPaths.manifest && !listed.has(path))
      throw new BundleError("unsafe", path, "the manifest does not list it");
}
