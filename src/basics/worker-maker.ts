/** The part of the Trusted Types interface that is used; TypeScript's library does not have it yet. */
interface TrustedTypes {
  createPolicy(name: string, rules: { createScriptURL: (url: string) => string }): WorkerPolicy;
}

interface WorkerPolicy {
  createScriptURL(url: string): unknown;
}

/** A policy of one name can be made once in a page; all workers, made or made again, use the same. */
let policy: WorkerPolicy | undefined;
/** The addresses that may become workers. */
const own = new Set<string>();

/**
 * Gives what makes a worker of the page. Making a worker is guarded by Trusted Types, under a name that the server's
 * policy must list: `trusted-types audiokit-worker`.
 *
 * @param address of the built worker; a browser takes it from the page's own origin only
 * @param name that developer tools show
 */
export function workerMaker(address: string, name = "log"): () => Worker {
  const trusted = trustedWorkerUrl(address);
  return () => new Worker(trusted, { type: "module", name });
}

/** The URL of a built worker, as Trusted Types want it; a string only for TypeScript. @param address of the built worker */
export function trustedWorkerUrl(address: string): string {
  const url = new URL(address, location.href).href;
  own.add(url);
  const { trustedTypes } = globalThis as { trustedTypes?: TrustedTypes };
  policy ??= trustedTypes?.createPolicy("audiokit-worker", { createScriptURL: ownScript });
  return (policy?.createScriptURL(url) ?? url) as string;
}

/** Passes the addresses that were given by the page's own programs. */
function ownScript(asked: string): string {
  if (!own.has(asked)) throw new TypeError(`only ${[...own].join(", ")} may become workers, not ${asked}`);
  return asked;
}
