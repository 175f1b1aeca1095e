import { pageAction } from "../../app/page-action.svelte.ts";
import type { Services } from "../../app/services.ts";
import type { Language } from "../../kit/i18n/language.ts";
import { insteadOfRows } from "../../pages/logs/explorer-address.ts";
import { explorerText } from "../../pages/logs/explorer-text.ts";
import { createQueryHistory } from "../../pages/logs/query-bar/query-history.ts";
import { addressOf, readyViews, viewOf, type ReadyView } from "../../pages/logs/saved-views/ready-views.ts";
import { createSavedViews } from "../../pages/logs/saved-views/saved-views.ts";
import { savedViewsText } from "../../pages/logs/saved-views/saved-views-text.ts";
import { pageHref, routes } from "../routes.ts";
import { shellText } from "../shell-text.ts";
import { named, type PaletteItem } from "./palette-item.ts";

type Deps = Pick<Services, "router" | "importedLogs" | "scrub" | "isAlone">;

/** The pages, the views of Logs and what may stand there in the place of rows, and the imported logs. */
export function placeItems({ router, importedLogs, scrub, isAlone }: Deps, language: Language): PaletteItem[] {
  const search = new URL(router.withQuery({})).search;
  const view = (text: string) => () => router.go(addressOf(text, search));
  const pages = routes
    .filter(({ takesId, needsPlatform }) => !takesId && !(isAlone && needsPlatform))
    .map((route): PaletteItem => {
      const name = named(language, shellText, ({ pages }) => pages[route.name], [route.path]);
      const choose = () => router.go(pageHref(route, router.query("log")));
      return { id: route.path, kind: "page", ...name, choose };
    });
  const ready = (Object.keys(readyViews) as ReadyView[]).map((key): PaletteItem => {
    const name = named(language, savedViewsText, (words) => words.readyViews[key], [key]);
    return { id: `ready ${key}`, kind: "view", ...name, choose: view(viewOf(readyViews[key])) };
  });
  const parts = insteadOfRows.map((key): PaletteItem => {
    const name = named(language, explorerText, ({ views }) => views[key], [key]);
    const choose = () =>
      router.go(
        router.path === "/logs"
          ? router.withQuery({ view: key, compare: "", at: "", file: "" })
          : addressOf(`view=${key}`, search),
      );
    return { id: `part ${key}`, kind: "view", ...name, choose };
  });
  const saved = createSavedViews(scrub).all.map(({ name, view: text }): PaletteItem => ({
    id: `saved ${name}`,
    kind: "view",
    name,
    names: [name],
    choose: view(text),
  }));
  const logs = importedLogs.sets.map((log): PaletteItem => {
    const names = [log.name, ...(log.tag === undefined ? [] : [log.tag])];
    return { id: log.id, kind: "log", name: log.name, names, choose: () => importedLogs.choose(log) };
  });
  return [...pages, ...parts, ...saved, ...ready, ...logs];
}

/** Fields of the shown log: choosing one begins a condition with it in Logs, behind the query that stands there. */
export function fieldItems(router: Services["router"], paths: readonly string[]): PaletteItem[] {
  const isInLogs = router.path === "/logs";
  const search = new URL(router.withQuery({})).search;
  return paths.map((path): PaletteItem => {
    const what = pageAction("field", path);
    const href = () =>
      isInLogs
        ? router.withQuery({ do: what, file: "" })
        : addressOf(new URLSearchParams({ do: what }).toString(), search);
    return { id: `field ${path}`, kind: "field", name: path, names: [path], choose: () => router.go(href()) };
  });
}

/** Queries of before, the latest first. */
export function queryItems({ router, scrub }: Pick<Services, "router" | "scrub">): PaletteItem[] {
  const search = new URL(router.withQuery({})).search;
  return createQueryHistory(scrub).texts.map((text): PaletteItem => {
    const view = new URLSearchParams({ q: text }).toString();
    return {
      id: `query ${text}`,
      kind: "query",
      name: text,
      names: [text],
      choose: () => router.go(addressOf(view, search)),
    };
  });
}
