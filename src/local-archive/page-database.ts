import { Dexie, type DBCore } from "dexie";
import { refuseNewer } from "../basics/newer-database.ts";

/**
 * Prepares a database that pages use without a worker; it is opened by the first use. Must be closed.
 *
 * A newer one is refused, and what it is doing is aborted when its page enters the back-forward cache: what waits for that gets an
 * `AbortError` if the page comes back.
 */
export function pageDatabase(name: string): Dexie {
  const { indexedDB } = refuseNewer();
  const options = indexedDB && { indexedDB: { ...indexedDB, open: abortingOpen(indexedDB) } };
  return new Dexie(name, options).use({ stack: "dbcore", create: abortingCore });
}

/** Opens databases; the first opening is a transaction, which makes the tables. */
function abortingOpen(factory: IDBFactory): IDBFactory["open"] {
  return (...words) => {
    const request = factory.open(...words);
    request.addEventListener("upgradeneeded", () => abortInPageCache(request.transaction!));
    return request;
  };
}

function abortingCore(core: DBCore): DBCore {
  const transaction: DBCore["transaction"] = (...words) =>
    abortInPageCache(core.transaction(...words) as IDBTransaction);
  return { ...core, transaction };
}

/**
 * WebKit freezes a cached page even in the middle of a transaction, and then every other page waits for the database, as long as that
 * page is cached. Dexie only closes its connection, which waits for the transaction, too.
 */
function abortInPageCache(transaction: IDBTransaction): IDBTransaction {
  const ended = new AbortController();
  for (const end of ["complete", "abort"]) transaction.addEventListener(end, () => ended.abort());
  const leave = ({ persisted }: PageTransitionEvent) => {
    if (!persisted) return;
    try {
      transaction.abort();
    } catch {
      // It is finished, and nobody waits for it: only its event is still to come.
    }
  };
  globalThis.addEventListener("pagehide", leave, { signal: ended.signal });
  return transaction;
}
