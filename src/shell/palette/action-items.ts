import { pageAction } from "../../app/page-action.svelte.ts";
import type { Services } from "../../app/services.ts";
import type { Language } from "../../kit/i18n/language.ts";
import type { ShownZone } from "../../kit/i18n/time-format.ts";
import { chooseFiles } from "../../kit/files/choose-files.ts";
import { alertsText } from "../../pages/alerts/alerts-text.ts";
import { readyRuleNames } from "../../pages/alerts/ready-rules.ts";
import { explorerText } from "../../pages/logs/explorer-text.ts";
import { addressOf } from "../../pages/logs/saved-views/ready-views.ts";
import { openLogText } from "../../pages/shared/logs/open-log-text.ts";
import { sampleLogText } from "../../pages/shared/logs/sample-log-text.ts";
import { shellText } from "../shell-text.ts";
import { named, type PaletteItem } from "./palette-item.ts";
import { paletteText } from "./palette-text.ts";

const themes = ["system", "light", "dark"] as const;
const zones: ShownZone[] = ["local", "utc", "file"];

type Deps = Pick<Services, "router" | "importedLogs" | "bundles" | "preferences">;

/** What can be done from every page. @param zoneName of this computer's zone, as it is shown */
export function actionItems(services: Deps, language: Language, zoneName: string): PaletteItem[] {
  return [
    ...logActions(services, language),
    ...ruleActions(services, language),
    ...looks(services, language, zoneName),
  ];
}

function logActions({ router, importedLogs, bundles, preferences }: Deps, language: Language): PaletteItem[] {
  const search = new URL(router.withQuery({})).search;
  const inLogs = (what: string) => () =>
    router.go(router.path === "/logs" ? router.withQuery({ do: what }) : addressOf(`do=${what}`, search));
  const { hasOwnCalls } = preferences.current;
  const sampleName = sampleLogText[language].name;
  const isImported = importedLogs.address.key !== "";
  return [
    action(
      "open",
      named(language, openLogText, (text) => text.openLog, ["import"]),
      () => {
        chooseFiles((files) => void bundles.open(files));
      },
    ),
    action(
      "sample",
      named(language, sampleLogText, (text) => text.open),
      () => void importedLogs.openSample(sampleName),
    ),
    action(
      "logs",
      named(language, paletteText, (text) => text.importedLogs),
      importedLogs.open,
    ),
    ...(isImported
      ? [
          action(
            "live",
            named(language, shellText, (text) => text.showLive),
            () => importedLogs.choose(),
          ),
        ]
      : []),
    action(
      "export",
      named(language, paletteText, (text) => text.exportLog, ["download"]),
      inLogs(pageAction("export")),
    ),
    action(
      "keys",
      named(language, explorerText, (text) => text.helpTitle, ["?"]),
      inLogs(pageAction("keys")),
    ),
    action(
      "own",
      named(language, paletteText, (text) => text.ownCalls[hasOwnCalls ? "hide" : "show"]),
      () => preferences.update({ hasOwnCalls: !hasOwnCalls }),
    ),
  ];
}

function ruleActions({ router }: Deps, language: Language): PaletteItem[] {
  const log = router.query("log");
  return readyRuleNames.map((kind) => {
    const name = named(language, alertsText, (text) => `${text.newRule}: ${text.readyRules[kind].name}`, [kind]);
    const query = new URLSearchParams({ do: pageAction("rule", kind), ...(log !== "" && { log }) });
    return action(`rule ${kind}`, name, () => router.go(`/alerts?${query.toString()}`));
  });
}

/** Language, theme and zone, other than those of now. */
function looks({ preferences }: Deps, language: Language, zoneName: string): PaletteItem[] {
  const { theme, timeZone } = preferences.current;
  const other = language === "en" ? "ru" : "en";
  // The name of the other language, in both.
  const languageName = shellText[language].otherLanguage;
  return [
    action(
      "language",
      named(language, paletteText, (text) => text.language(languageName), [other]),
      () => preferences.update({ language: other }),
    ),
    ...themes
      .filter((each) => each !== theme)
      .map((each) =>
        action(
          `theme ${each}`,
          named(language, shellText, (text) => text.theme[each]),
          () => preferences.update({ theme: each }),
        ),
      ),
    ...zones
      .filter((each) => each !== timeZone)
      .map((each) =>
        action(
          `zone ${each}`,
          named(language, shellText, (text) => text.zone[each](zoneName), ["zone", "пояс"]),
          () => preferences.update({ timeZone: each }),
        ),
      ),
  ];
}

function action(id: string, name: Pick<PaletteItem, "name" | "names">, choose: () => void): PaletteItem {
  return { id: `action ${id}`, kind: "action", ...name, choose };
}
