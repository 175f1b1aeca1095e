import { createRawSnippet } from "svelte";
import { describe, expect, it, vi } from "vitest";
import { page, userEvent } from "vitest/browser";
import { render } from "vitest-browser-svelte";
import { Locale, localeKey } from "./i18n/locale.svelte.ts";
import SegmentedControl from "./controls/SegmentedControl.svelte";
import Dialog from "./layout/Dialog.svelte";
import Notice from "./status/Notice.svelte";
import Select from "./controls/Select.svelte";
import Switch from "./controls/Switch.svelte";
import TextField from "./controls/TextField.svelte";

const text = (content: string) => createRawSnippet(() => ({ render: () => `<p>${content}</p>` }));

describe("fields", () => {
  it("give their control the label as a name and the error as a description", async () => {
    await render(TextField, { label: "Endpoint", value: "ftp://x", hint: "An address", error: "Must begin with http" });
    const field = page.getByRole("textbox", { name: "Endpoint" });
    await expect.element(field).toHaveAccessibleDescription("Must begin with http");
    await expect.element(field).toBeInvalid();
  });

  it("hand over the chosen value in its own type", async () => {
    const onchoose = vi.fn();
    const options = [
      { value: 8000, label: "8 kHz" },
      { value: 48000, label: "48 kHz" },
    ];
    await render(Select, { label: "Rate", value: 8000, options, onchoose });
    await page.getByLabelText("Rate").selectOptions("48 kHz");
    expect(onchoose).toHaveBeenCalledExactlyOnceWith(48000);
  });

  it("switch with the space key", async () => {
    const onswitch = vi.fn();
    await render(Switch, { label: "Texts", checked: false, onswitch });
    (page.getByRole("switch", { name: "Texts" }).element() as HTMLElement).focus();
    await userEvent.keyboard(" ");
    expect(onswitch).toHaveBeenCalledExactlyOnceWith(true);
  });

  it("choose among a few with the arrow keys", async () => {
    const onchoose = vi.fn();
    const options = ["system", "light", "dark"].map((value) => ({ value, label: value }));
    await render(SegmentedControl, { label: "Theme", value: "system", options, onchoose });
    (page.getByRole("radio", { name: "system" }).element() as HTMLElement).focus();
    await userEvent.keyboard("{ArrowRight}");
    expect(onchoose).toHaveBeenCalledExactlyOnceWith("light");
  });
});

describe("Dialog", () => {
  it("closes by Esc and by its button, in the language of the page", async () => {
    const onclose = vi.fn();
    const context = new Map([[localeKey, new Locale("ru")]]);
    const { rerender } = await render(Dialog, {
      props: { title: "Очистить?", open: true, children: text("все"), onclose },
      context,
    });
    await expect.element(page.getByRole("dialog", { name: "Очистить?" })).toBeVisible();
    await userEvent.keyboard("{Escape}");
    await expect.poll(() => onclose.mock.calls.length).toBe(1);
    await rerender({ open: true });
    await page.getByRole("button", { name: "Закрыть" }).click();
    await expect.poll(() => onclose.mock.calls.length).toBe(2);
    await expect.element(page.getByRole("dialog")).not.toBeInTheDocument();
  });
});

describe("Notice", () => {
  it("interrupts only for an error", async () => {
    await render(Notice, { title: "Saved", tone: "success" });
    await render(Notice, { title: "Disconnected", tone: "error", children: text("The server is off.") });
    await expect.element(page.getByRole("status")).toHaveTextContent("Saved");
    await expect.element(page.getByRole("alert")).toHaveTextContent("Disconnected The server is off.");
  });
});
