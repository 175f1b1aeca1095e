import type { CallStatistics, ServiceStatistics } from "../../logging/statistics/call-statistics.ts";

/** The figures of one service, under the name that the log gives it. */
export interface StatisticsRow extends ServiceStatistics {
  service: string;
}

/** What was counted as rows of a table, by name. */
export function statisticsRows(counted: CallStatistics): StatisticsRow[] {
  const rows = Object.entries(counted).map(([service, figures]) => {
    // The platform's contract calls it STT, its log and its people ASR.
    return { ...figures, service: service === "STT" ? "ASR" : service };
  });
  return rows.sort((a, b) => a.service.localeCompare(b.service, "en"));
}

/** All rows in one. */
export function totalOf(rows: StatisticsRow[]): StatisticsRow {
  const sum = (figure: Exclude<keyof StatisticsRow, "service">) => rows.reduce((all, row) => all + row[figure], 0);
  return {
    service: "",
    calls: sum("calls"),
    failures: sum("failures"),
    cancelled: sum("cancelled"),
    sentBytes: sum("sentBytes"),
    receivedBytes: sum("receivedBytes"),
    audioSeconds: sum("audioSeconds"),
  };
}
