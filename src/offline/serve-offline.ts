import { answeredAs, isGatewayDown } from "./answered-request.ts";
import type { BuiltPage, ToOfflineWorker } from "./messages.ts";
import { pageCopy } from "./page-copy.ts";

declare const self: ServiceWorkerGlobalScope & { readonly built: BuiltPage };

/**
 * Lets the page start without its server. The page itself comes from the server as long as that answers, so that page and server
 * are of one version, and another program at this address is not hidden; its files come from the copy.
 */
export function serveOffline(): void {
  const { scope } = self.registration;
  const copy = pageCopy(self.built, scope, self.caches);

  self.addEventListener("install", (event) => event.waitUntil(copy.take()));
  self.addEventListener("activate", (event) => {
    event.waitUntil(
      (async () => {
        const pages = await self.clients.matchAll({ includeUncontrolled: true, type: "window" });
        // Pages of the version before may still load its parts.
        if (pages.length <= 1) await copy.removeOthers();
        await self.clients.claim();
      })(),
    );
  });
  self.addEventListener("fetch", (event) => {
    const answered = answeredAs(event.request, scope, copy.files);
    if (answered === "page") event.respondWith(answerPage(event.request));
    if (answered === "file") event.respondWith(answerFile(event.request));
  });
  self.addEventListener("message", (event) => {
    const message = event.data as ToOfflineWorker;
    if (message.is === "holds") event.ports[0]?.postMessage(copy.files.has(message.url));
    else event.waitUntil(self.skipWaiting());
  });

  async function answerPage(request: Request): Promise<Response> {
    try {
      const answer = await fetch(request);
      return isGatewayDown(answer) ? ((await copy.page()) ?? answer) : answer;
    } catch (error) {
      const page = await copy.page();
      if (page === undefined) throw error;
      return page;
    }
  }

  async function answerFile(request: Request): Promise<Response> {
    return (await copy.file(request)) ?? fetch(request);
  }
}
