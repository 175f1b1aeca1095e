import type { BuiltPage } from "./messages.ts";

/** The copies of a page in the browser's cache, one for each version. */
export interface PageCopy {
  /** URLs of the files of this version. */
  readonly files: ReadonlySet<string>;
  /** Copies the page and its files. @throws TypeError when one of them is missing or cannot be stored; then none is */
  take(): Promise<void>;
  /** The page of this version. */
  page(): Promise<Response | undefined>;
  /** A file of any version. */
  file(request: Request): Promise<Response | undefined>;
  /** Deletes the versions before. */
  removeOthers(): Promise<void>;
}

/**
 * The copy of a version.
 *
 * @param scope URL of the folder that the worker is in charge of: copies of other folders of the origin are left alone
 */
export function pageCopy({ version, files }: BuiltPage, scope: string, caches: CacheStorage): PageCopy {
  const prefix = `audiokit-page ${scope} `;
  const name = `${prefix}${version}`;
  const urls = files.map((file) => new URL(file, scope).href);
  // Only names under assets/ have a hash, so the others are asked for anew.
  const wanted = [scope, ...urls].map(
    (url) => new Request(url, { cache: url.startsWith(`${scope}assets/`) ? "default" : "reload" }),
  );
  return {
    files: new Set(urls),
    async take() {
      const cache = await caches.open(name);
      try {
        await cache.addAll(wanted);
      } catch (error) {
        await caches.delete(name);
        throw error;
      }
    },
    page: async () => (await caches.open(name)).match(scope),
    async file(request) {
      for (const each of await caches.keys()) {
        if (!each.startsWith(prefix)) continue;
        const found = await (await caches.open(each)).match(request.url, { ignoreVary: true });
        if (found !== undefined) return found;
      }
      return undefined;
    },
    async removeOthers() {
      const others = (await caches.keys()).filter((each) => each.startsWith(prefix) && each !== name);
      await Promise.all(others.map((each) => caches.delete(each)));
    },
  };
}
