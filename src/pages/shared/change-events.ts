import { auditEventNames } from "../../logging/audit-event.ts";

/** Events by which the console says that something about it or the platform is another than before, each as a query. */
export const changeEvents = {
  version: "event:(system_startup OR system_page_open)",
  settings: `event:(${auditEventNames("settings").join(" OR ")})`,
  models: "event:system_models_changed",
} as const;
