import { printQuery } from "../../query/print-query.ts";
import type { ExploreScope } from "../../store/explore.ts";
import type { ComparedPage } from "../shared/differs/compared-page.ts";
import { logsLink } from "../../app/links/logs-link.ts";

/** What differs as links into Logs: conditions are added to those of a scope. @param fields of the log, by which names are told apart */
export function linkedPage(set: string, scope: ExploreScope, fields: readonly { path: string }[]): ComparedPage {
  const [path, query = ""] = logsLink({ set, ...scope }).split("?") as [string, string?];
  return {
    text: printQuery(scope.query),
    answer: {
      fields: fields.map((field) => ({ ...field, present: 0, kinds: [], values: 0, isMany: false })),
      ...{ position: 0, ok: 0, error: 0 },
    },
    scope: () => scope,
    href(changes) {
      const parameters = new URLSearchParams(query);
      for (const [name, value] of Object.entries(changes)) {
        if (value === "" && name !== "view") parameters.delete(name);
        else if (value !== "") parameters.set(name, value);
      }
      return `${path}?${parameters.toString()}`;
    },
  };
}
