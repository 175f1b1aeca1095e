import { isRecord } from "../../basics/record.ts";

/** Most settings that are listed, and most characters of a value. */
const most = { rows: 200, characters: 300 };

/** The fields of a record by anyone, such as settings, as dotted paths with their values. Lists stay in one row. */
export function settingRows(settings: Record<string, unknown>): { path: string; value: string }[] {
  const rows: { path: string; value: string }[] = [];
  const add = (value: unknown, path: string): void => {
    if (rows.length >= most.rows) return;
    if (isRecord(value))
      for (const [name, item] of Object.entries(value)) add(item, path === "" ? name : `${path}.${name}`);
    else rows.push({ path: short(path), value: short(typeof value === "string" ? value : JSON.stringify(value)) });
  };
  add(settings, "");
  return rows;
}

function short(text: string): string {
  return text.length > most.characters ? `${text.slice(0, most.characters)}…` : text;
}
