import { launchFilesPath, launchQuery, type LaunchFile } from "../../wire/launch-file.ts";
import type { Router } from "../router/router.svelte.ts";

/** Where the files of a start go to. */
export interface LaunchTarget {
  /** Opens logs and support bundles. */
  open: (files: File[]) => Promise<void>;
  /** The files could not be read. */
  onfailure: (failure: unknown) => void;
}

/** Opens the files that this page was started with as if they were dropped on it, whoever hands them over. Never rejects. */
export async function openLaunchFiles(readFiles: () => Promise<File[]>, target: LaunchTarget): Promise<void> {
  try {
    const files = await readFiles();
    if (files.length > 0) await target.open(files);
  } catch (failure) {
    target.onfailure(failure);
  }
}

/**
 * The files of the companion's command line, where the address of the page says so. The address forgets it once they are read, so
 * that a reload opens them no second time.
 *
 * @returns none at other addresses, and where the companion was started without files
 * @throws Error with the reason of the server
 */
export async function requestLaunchFiles(
  request: typeof fetch,
  router: Pick<Router, "query" | "withQuery" | "go">,
): Promise<File[]> {
  if (router.query(launchQuery) !== "files") return [];
  const list = (await (await read(request, launchFilesPath)).json()) as LaunchFile[];
  const files: File[] = [];
  for (const [at, { name, modifiedMs }] of list.entries()) {
    const content = await (await read(request, `${launchFilesPath}?file=${String(at)}`)).blob();
    files.push(new File([content], name, { lastModified: modifiedMs }));
  }
  router.go(router.withQuery({ [launchQuery]: "" }), { replace: true });
  return files;
}

async function read(request: typeof fetch, address: string): Promise<Response> {
  const response = await request(address);
  if (response.ok) return response;
  const { reason } = (await response.json().catch(() => ({}))) as { reason?: string };
  throw new Error(reason ?? `the console's server answered ${address} with status ${String(response.status)}`);
}
