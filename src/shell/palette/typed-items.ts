import type { Services } from "../../app/services.ts";
import type { Language } from "../../kit/i18n/language.ts";
import { addressOf } from "../../pages/logs/saved-views/ready-views.ts";
import { requestLink } from "../../app/links/request-link.ts";
import type { PaletteItem } from "./palette-item.ts";
import { paletteText } from "./palette-text.ts";

/** How request IDs of the console begin. */
const requestId = /^req_\d\S*$/;

/** What a typed text may mean by itself: the ID of a request, and words to look for in the log. */
export function typedItems(
  router: Pick<Services["router"], "go" | "query" | "withQuery">,
  language: Language,
  typed: string,
): { first: PaletteItem[]; last: PaletteItem[] } {
  const text = typed.trim();
  if (text === "") return { first: [], last: [] };
  const words = paletteText[language];
  const page = (id: string, name: string, href: () => string): PaletteItem => {
    return { id, kind: "page", name, names: [text], choose: () => router.go(href()) };
  };
  const search = () => addressOf(new URLSearchParams({ q: text }).toString(), new URL(router.withQuery({})).search);
  return {
    first: requestId.test(text)
      ? [page("request", words.request(text), () => requestLink(text, router.query("log")))]
      : [],
    last: [page("search", words.search(text), search)],
  };
}
