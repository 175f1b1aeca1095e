import { Dexie, type Table } from "dexie";
import { refuseNewer } from "../basics/newer-database.ts";
import { randomUuid } from "../basics/uuid.ts";
import { shippingDatabase } from "./shipping-database.ts";

/** Where a receiver that cannot tell what it has goes on. */
export interface ShippingCursor {
  /** Epoch of the log, and the position of the next line to send. */
  epoch: string;
  position: number;
}

/** What shipping remembers in this browser. Must be closed. */
export interface ShippingStore {
  /** Id of this browser profile, made at the first call. */
  profile(): Promise<string>;
  /** The folder that was chosen in the page; a browser keeps no permission with it. */
  folder(): Promise<FileSystemDirectoryHandle | undefined>;
  setFolder(handle: FileSystemDirectoryHandle | undefined): Promise<void>;
  cursor(receiver: string): Promise<ShippingCursor | undefined>;
  setCursor(receiver: string, cursor: ShippingCursor): Promise<void>;
  close(): void;
}

/** Opens it. @throws DexieError when the browser gives no storage */
export async function openShippingStore(name = shippingDatabase): Promise<ShippingStore> {
  const database = new Dexie(name, refuseNewer());
  database.version(1).stores({ values: "" });
  await database.open();
  const values: Table<unknown, string> = database.table("values");
  return {
    profile: () =>
      database.transaction("rw", values, async () => {
        const known = await values.get("profile");
        if (typeof known === "string") return known;
        const made = randomUuid();
        await values.put(made, "profile");
        return made;
      }),
    folder: async () => (await values.get("folder")) as FileSystemDirectoryHandle | undefined,
    setFolder: (handle) => (handle ? values.put(handle, "folder") : values.delete("folder")).then(() => undefined),
    cursor: async (receiver) => (await values.get(`cursor ${receiver}`)) as ShippingCursor | undefined,
    setCursor: async (receiver, cursor) => void (await values.put(cursor, `cursor ${receiver}`)),
    close: () => database.close(),
  };
}
