import { describe, expect, it } from "vitest";
import { page, userEvent } from "vitest/browser";
import { render } from "vitest-browser-svelte";
import { Locale, localeKey } from "../../../kit/i18n/locale.svelte.ts";
import type { ExploreAnswer, ExploreReader, FacetValue } from "../../../store/explore.ts";
import { readyRule } from "../ready-rules.ts";
import { RuleDraft } from "./rule-draft.svelte.ts";
import RuleQuestion from "./RuleQuestion.svelte";

const fields = [
  { path: "service", present: 9, kinds: ["text" as const], values: 2, isMany: false },
  { path: "duration_ms", present: 5, kinds: ["number" as const], values: 5, isMany: false },
];
const valueOf = (value: string, total: number): FacetValue => ({
  ...{ value, total, ok: total, error: 0, cancelled: 0, unfinished: 0 },
});

async function open() {
  const log = {
    explore: () => Promise.resolve({ fields } as unknown as ExploreAnswer),
    fieldValues: (_scope, path) =>
      Promise.resolve({ path, values: [valueOf("TTS", 7), valueOf("ASR", 2)], distinct: 2 }),
  } satisfies Pick<ExploreReader, "explore" | "fieldValues">;
  const rule = { ...readyRule("success", { id: "r", name: "r", timeZone: "UTC" }), query: "" };
  const draft = new RuleDraft({ measure: () => Promise.reject(new Error("not asked")) }, rule, true);
  await render(RuleQuestion, { props: { draft, log, set: "" }, context: new Map([[localeKey, new Locale("en")]]) });
  return { draft, input: page.getByRole("combobox", { name: "Rows" }) };
}

describe("the query of a rule", () => {
  it("is completed with the fields of the log and their values", async () => {
    const { draft, input } = await open();
    await input.click();
    await input.fill("serv");
    await expect.element(page.getByRole("option", { name: /^service/ })).toBeVisible();
    await userEvent.keyboard("{Tab}");
    await expect.element(page.getByRole("option", { name: /TTS 7/ })).toBeVisible();
    await userEvent.keyboard("{ArrowDown}{Enter}");
    await expect.poll(() => draft.rule.query.trim()).toBe("service:TTS");
  });

  it("says what is wrong with it once it is left, and cannot be saved so", async () => {
    const { draft, input } = await open();
    await input.fill("service:");
    await expect.element(input).not.toBeInvalid();
    await userEvent.tab();
    await expect.element(input).toBeInvalid();
    await expect.element(input).toHaveAccessibleDescription("At “service:”: the value is missing; * means any");
    expect(draft.canSave).toBe(false);
  });

  it("says what can find nothing, as the field has only numbers", async () => {
    const { draft, input } = await open();
    await input.fill("duration_ms:fast");
    await userEvent.tab();
    await expect.element(input).toHaveAccessibleDescription(/this field has only numbers/);
    expect(draft.canSave).toBe(true);
  });

  it("can be an example of the language", async () => {
    const { draft, input } = await open();
    await page.getByRole("button", { name: "Query language" }).click();
    await page.getByRole("button", { name: "level:>=WARNING at least this level" }).click();
    await expect.element(input).toHaveValue("level:>=WARNING");
    expect(draft.rule.query).toBe("level:>=WARNING");
  });
});
