import { auditEventNames } from "../../logging/audit-event.ts";

const changes = [...auditEventNames("settings"), "system_models_changed"];

/** Events of the console that say what it is and how it is set, and those that say what changed. */
export const settingEvents = ["system_startup", "system_page_open", ...changes];

/** Where the page was opened is no setting, and neither is what was set before. */
const noSetting = /^data\.(?:path$|before\.)/;

/**
 * The fields of such an event, each with its value: a list is one value, the text of its JSON. None of another event.
 *
 * @param data its `data`
 */
export function settingPaths(
  event: string,
  data: Record<string, unknown>,
): [string, string | number | boolean | null][] {
  return settingEvents.includes(event) ? leaves(data, "data.").filter(([path]) => !noSetting.test(path)) : [];
}

function leaves(value: Record<string, unknown>, before: string): ReturnType<typeof settingPaths> {
  return Object.entries(value).flatMap(([key, inner]): ReturnType<typeof settingPaths> => {
    if (typeof inner !== "object" || inner === null) return [[before + key, inner as string | number | boolean | null]];
    if (Array.isArray(inner)) return [[before + key, JSON.stringify(inner)]];
    return leaves(inner as Record<string, unknown>, `${before}${key}.`);
  });
}

/** Whether such an event says that something changed, so that a log may well have none. */
export function isChangeEvent(event: string): boolean {
  return changes.includes(event);
}
