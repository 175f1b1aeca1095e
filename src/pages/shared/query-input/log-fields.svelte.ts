import type { ExploreReader, ExploreView, FieldInfo, FieldValues } from "../../../store/explore.ts";

/** Values of a field that are offered, at most. */
const mostFound = 100;

/** The fields of a log and their values, for whoever writes a query without looking at the rows. */
export class LogFields {
  readonly #log: Pick<ExploreReader, "explore" | "fieldValues">;
  readonly #view: () => ExploreView;
  /** Empty until they were read. */
  known = $state.raw<readonly FieldInfo[]>([]);

  /** @param view the rows that are counted for a value */
  constructor(log: Pick<ExploreReader, "explore" | "fieldValues">, view: () => ExploreView) {
    this.#log = log;
    this.#view = view;
  }

  /** Reads the fields again, as the log may have grown. Never rejects: a log that does not answer offers what it had. */
  readonly read = async (): Promise<void> => {
    try {
      const { fields } = await this.#log.explore({ ...this.#scope(), facets: [] });
      this.known = fields;
    } catch {
      // The text can be written without an offer.
    }
  };

  readonly findValues = (path: string, search: string): Promise<FieldValues> =>
    this.#log.fieldValues(this.#scope(), path, { search, limit: mostFound });

  #scope() {
    return { view: this.#view(), query: { is: "all" } as const, range: {}, hasOwnCalls: true };
  }
}
