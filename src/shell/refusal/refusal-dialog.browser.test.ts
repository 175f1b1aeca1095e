import { afterEach, describe, expect, it, vi } from "vitest";
import { page, userEvent } from "vitest/browser";
import { render } from "vitest-browser-svelte";
import { pageServices } from "../../../test/support/page-services.ts";
import { servicesKey, type Services } from "../../app/services.ts";
import { zipFiles } from "../../basics/zip-files.ts";
import type { Language } from "../../kit/i18n/language.ts";
import "../../kit/theme/base.css";
import "../../kit/theme/tokens.css";
import RefusalDialog from "./RefusalDialog.svelte";
import { refusalText } from "./refusal-text.ts";

afterEach(() => void vi.restoreAllMocks());

const secret = "live-Token+0123/456789=abcdef";
const leaking = `first\nsecond ${secret}\n`;
const dialog = page.getByRole("dialog");
const { en, ru } = refusalText;

/** The dialog of a page at 390 px whose token is in use, and its ways out; nothing may leave. */
async function open(language: Language = "en") {
  const { context, events, secrets } = pageServices(() => undefined, "/logs", language);
  secrets.learn("token", secret);
  secrets.learn("metadata x-api-key", "key-of-metadata-0123");
  const download = vi.spyOn(HTMLAnchorElement.prototype, "click").mockImplementation(() => undefined);
  await page.viewport(390, 844);
  await render(RefusalDialog, { context });
  const { exits } = context.get(servicesKey) as Services;
  const save = (name: string, content: BlobPart) => exits.saveBytes(name, content, "text/plain");
  return { exits, save, events, download };
}

/** What is shown, by its labels. */
function details(): Record<string, string> {
  const rows = [...dialog.element().querySelectorAll("dl > div")];
  return Object.fromEntries(
    rows.map((row) => [row.querySelector("dt")!.textContent, row.querySelector("dd")!.textContent.trim()]),
  );
}

describe("the dialog of a refusal", () => {
  it("says which secret stands in which line and byte of which file, and does not show it", async () => {
    const { save, download } = await open();
    await expect.element(dialog).not.toBeInTheDocument();
    await save("rows.jsonl", leaking);
    await expect.element(dialog).toHaveAccessibleName(en.notSaved);
    expect(details()).toEqual({ [en.secret]: en.token, [en.file]: "rows.jsonl", [en.place]: "Line 2, byte 14" });
    expect(document.body.textContent).not.toContain(secret.slice(0, 8));
    expect(download).not.toHaveBeenCalled();
  });

  it("names the file in an archive, a header's value, and a place in the name of a file", async () => {
    const { save } = await open();
    await save("all.zip", await zipFiles([{ name: "b.json", content: `${"clean ".repeat(5_000)}${secret}` }]));
    await expect.poll(details).toMatchObject({ [en.file]: "all.zip", [en.entry]: "b.json" });
    await save(`log-${secret}.txt`, "clean");
    const named = { [en.secret]: en.token, [en.file]: "log-[redacted].txt", [en.place]: en.inName };
    await expect.poll(details).toEqual(named);
    await save("a.txt", "x-api-key: key-of-metadata-0123");
    await expect.poll(details).toMatchObject({ [en.secret]: "Value of the metadata x-api-key" });
  });

  it("says in Russian that a text was not copied", async () => {
    const { exits } = await open("ru");
    expect(await exits.copyText(leaking)).toBe("refused");
    await expect.element(dialog).toHaveAccessibleName(ru.notCopied);
    expect(details()).toEqual({ [ru.secret]: ru.token, [ru.place]: "Строка 2, байт 14" });
  });

  it("closes with Escape and by its button, leads to Settings by the keyboard, and gives the focus back", async () => {
    const { save } = await open();
    const button = document.body.appendChild(document.createElement("button"));
    button.focus();
    await save("rows.jsonl", leaking);
    await expect.element(dialog).toBeVisible();
    await userEvent.keyboard("{Escape}");
    await expect.element(dialog).not.toBeInTheDocument();
    expect(document.activeElement).toBe(button);
    await save("rows.jsonl", leaking);
    await expect.element(page.getByRole("button", { name: "Close" })).toHaveFocus();
    await userEvent.keyboard("{Tab}");
    await expect.element(page.getByRole("link", { name: en.next })).toHaveFocus();
    await expect.element(page.getByRole("link", { name: en.next })).toHaveAttribute("href", "/settings");
    await page.getByRole("button", { name: "Close" }).click();
    await expect.element(dialog).not.toBeInTheDocument();
    button.remove();
  });

  it("shows the latest of several refusals in one dialog, and each is in the log", async () => {
    const { save, events } = await open();
    await save("first.txt", leaking);
    await save("second.txt", leaking);
    await expect.poll(details).toMatchObject({ [en.file]: "second.txt" });
    expect(dialog.elements()).toHaveLength(1);
    const logged = events.filter(({ event }) => event === "system_audit_refusal");
    expect(logged.map(({ data }) => data?.["file"])).toEqual(["first.txt", "second.txt"]);
    expect(JSON.stringify(logged)).not.toContain(secret.slice(0, 8));
    await userEvent.keyboard("{Escape}");
    await expect.element(dialog).not.toBeInTheDocument();
  });

  it("is not wider than a telephone for a name of 20,000 characters, and can be scrolled to its end", async () => {
    const { save } = await open();
    await save(`${"n".repeat(20_000)}.txt`, leaking);
    await expect.element(dialog).toBeVisible();
    const box = dialog.element();
    expect(document.documentElement.scrollWidth).toBeLessThanOrEqual(390);
    expect(box.scrollWidth).toBeLessThanOrEqual(box.clientWidth);
    expect(box.getBoundingClientRect().bottom).toBeLessThanOrEqual(844);
    await page.getByRole("link", { name: en.next }).click({ trial: true });
  });
});
