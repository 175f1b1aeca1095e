import { afterEach, describe, expect, it } from "vitest";
import { page, userEvent } from "vitest/browser";
import { render } from "vitest-browser-svelte";
import { logServices, type LogServices } from "../../../test/support/log-services.ts";
import { demoClient } from "../../emulator/token.ts";
import type { ConsoleConfig } from "../../wire/console-config.ts";
import { servicesKey, type Services } from "../../app/services.ts";
import SettingsPage from "./SettingsPage.svelte";

let opened: LogServices | undefined;
afterEach(() => opened?.close());

async function open(server: Partial<ConsoleConfig> = {}, language: "en" | "ru" = "en") {
  opened = await logServices("/settings", [], language, server);
  await render(SettingsPage, { context: opened.context });
  const { access } = opened.context.get(servicesKey) as Services;
  const auth = async () => {
    await opened!.store.flush();
    const { rows } = await opened!.store.query({ services: ["Auth"] }, { limit: 20 });
    return rows.map(({ event }) => event).toSorted((a, b) => a.seq - b.seq);
  };
  return { ...opened, access, auth };
}

const jwt = (exp: number) => `eyJhbGciOiJIUzI1NiJ9.${btoa(JSON.stringify({ exp }))}.c2lnbmF0dXJl`;
const pick = (name: string) => page.getByRole("radio", { name, exact: true }).click();
const ini = (lines: string) => new File([lines], "config.ini");
const field = (name: RegExp | string) => page.getByLabelText(name);

describe("the access of calls", () => {
  it("is the gateway's business at first, and says whether the gateway brings a token", async () => {
    await open({ gateway: "envoy", authMode: "gateway" });
    await expect.element(page.getByText(/adds its own token to every call/)).toBeVisible();
    await pick("This page");
    await expect.element(page.getByText(/replaces any token with its own/)).toBeVisible();
  });

  it("takes a pasted token out of its field, tells its end, logs it without the token, and forgets it", async () => {
    const { access, auth, preferences } = await open();
    await pick("This page");
    const token = jwt(Math.floor(Date.now() / 1000) + 3700);
    await field("Token").fill(`Bearer ${token}`);
    await page.getByRole("button", { name: "Use token" }).click();
    await expect.element(page.getByText(/^Valid for 1:01:\d\d$/)).toBeVisible();
    expect(await access.credentials.token()).toBe(token);
    await expect.element(field("Token")).toHaveValue("");
    await page.getByRole("button", { name: "Forget" }).click();
    await expect.element(page.getByText("No token").first()).toBeVisible();
    expect(await access.credentials.token()).toBeUndefined();
    const events = await auth();
    expect(events.map(({ event, success }) => [event, success])).toEqual([
      ["auth_token_pasted", true],
      ["auth_token_forgotten", true],
    ]);
    expect(events[0]?.data?.["expires_in"]).toBeGreaterThan(3600);
    expect(JSON.stringify([events, preferences.current])).not.toContain(token.slice(0, 20));
  });

  it("says when a pasted token does not tell its end, and when it is over", async () => {
    await open();
    await pick("This page");
    await field("Token").fill("opaque");
    await page.getByRole("button", { name: "Use token" }).click();
    await expect.element(page.getByText("In use; expiry time unknown").first()).toBeVisible();
    await field("Token").fill(jwt(Math.floor(Date.now() / 1000) - 7200));
    await page.getByRole("button", { name: "Use token" }).click();
    await expect.element(page.getByText("Expired 2 h ago")).toBeVisible();
  });

  it("refuses a pasted token that is cut or has an invisible sign at once, with words", async () => {
    const { access } = await open();
    await pick("This page");
    for (const [pasted, words] of [
      ["eyJhbGciOi…x", /is not whole/],
      ["abc\u200bdef", /invisible character/],
      ["токен", /no token has/],
    ] as const) {
      await field("Token").fill(pasted);
      await expect.element(page.getByText(words)).toBeVisible();
      await expect.element(page.getByRole("button", { name: "Use token" })).toBeDisabled();
    }
    await field("Token").fill("Bearer abc\ndef ");
    await expect.element(page.getByRole("button", { name: "Use token" })).toBeEnabled();
    expect(access.token.held).toBeUndefined();
  });

  it("fetches a token with a secret that is never kept, and tells a refusal with its reason", async () => {
    const { access, auth, preferences } = await open({ endpoints: ["https://sso.example"] });
    await pick("This page");
    await pick("Token server");
    await field(/^Token server \(/).fill("https://sso.example/auth/");
    await field(/^Realm/).fill("demo");
    await field(/^Client \(/).fill(demoClient.id);
    await field(/^Client secret/).fill("wrong-guess");
    await page.getByRole("button", { name: "Get token" }).click();
    await expect
      .poll(() => page.getByRole("alert").element().textContent)
      .toMatch(/wrong client or client secret – unauthorized_client \(HTTP 401\)/);
    await field(/^Client secret/).fill(demoClient.secret);
    await page.getByRole("button", { name: "Get token" }).click();
    await expect.element(page.getByText(/^Valid for [45]:\d\d$/)).toBeVisible();
    await expect.element(field(/^Client secret/)).toHaveValue("");
    expect(preferences.current.access).toMatchObject({ ssoUrl: "https://sso.example/auth", clientId: demoClient.id });
    const events = await auth();
    expect(events.map(({ event, success, endpoint }) => [event, success, endpoint])).toEqual([
      ["auth_token_refusal", false, "https://sso.example/auth/realms/demo/protocol/openid-connect/token"],
      ["auth_token_request", true, "https://sso.example/auth/realms/demo/protocol/openid-connect/token"],
    ]);
    expect(events[1]).toMatchObject({ data: { side: "page", expires_in: 300, http_status: 200 } });
    const token = (await access.credentials.token())!;
    const kept = JSON.stringify([events, preferences.current, access.token]);
    for (const secret of [token, "wrong-guess", demoClient.secret]) expect(kept).not.toContain(secret);
  });

  it("takes the click on the button as the end of the field that was filled last", async () => {
    await open({ endpoints: ["https://sso.example"] });
    await pick("This page");
    await pick("Token server");
    await field(/^Client secret/).fill(demoClient.secret);
    await field(/^Client \(/).fill(demoClient.id);
    await field(/^Token server \(/).fill("https://sso.example/auth");
    await userEvent.type(field(/^Realm/), "demo");
    await page.getByRole("button", { name: "Get token" }).click();
    await expect.element(page.getByText(/^Valid for [45]:\d\d$/)).toBeVisible();
  });

  it("says beforehand that the page may not ask a server which was not named at the start", async () => {
    await open();
    await pick("This page");
    await pick("Token server");
    await field(/^Token server \(/).fill("https://sso.example");
    await field(/^Realm/).fill("demo");
    await expect.element(page.getByText("This page isn’t allowed to call https://sso.example")).toBeVisible();
  });

  it("keeps what goes with every call, and refuses what cannot", async () => {
    const { access, preferences } = await open({}, "ru");
    await page.getByText("Дополнительные параметры вызовов").click();
    await field(/^ID трассировки/).fill("trace-1");
    await field("Дополнительные метаданные").fill("x-one=1, authorization=mine");
    await field(/^Тайм-аут вызова/).fill("0");
    await field(/^Учётная запись/).fill("отдел");
    await expect.element(page.getByText(/authorization здесь задать нельзя/)).toBeVisible();
    await expect.element(page.getByText(/число секунд больше 0/)).toBeVisible();
    await expect.element(page.getByText(/только латинские буквы/)).toBeVisible();
    await field("Дополнительные метаданные").fill("x-one=1, x-two=2");
    await field(/^Тайм-аут вызова/).fill("2,5");
    await field(/^Учётная запись/).fill("acc");
    await field(/^Рабочая область/).fill("space");
    await field(/^ID трассировки/).click();
    expect(preferences.current.access).toMatchObject({
      account: "acc",
      workspace: "space",
      traceId: "trace-1",
      metadata: { "x-one": "1", "x-two": "2" },
      timeoutSeconds: 2.5,
    });
    expect(access.credentials.longestMs()).toBe(2500);
  });
});

describe("a config.ini in the page", () => {
  const whole = `# platform
api_address = speech.example:8443
use_ssl = true
ca_cert_path = ca.pem
timeout = 30
client_id = whole-client
client_secret = "whole-secret"
sso_url = https://sso.example/auth/
realm = realm
iam_account = acc
extra_metadata = "x-one=1,x-two=2"
`;

  async function give(file: File): Promise<void> {
    const transfer = new DataTransfer();
    transfer.items.add(file);
    dispatchEvent(new DragEvent("drop", { dataTransfer: transfer, cancelable: true }));
    await expect.element(page.getByText(/^(Filled in|Nothing in this file)/)).toBeVisible();
  }

  it("fills in what is not secret, and says of each other line why it was left out", async () => {
    const { preferences, store } = await open();
    await give(ini(whole));
    expect(preferences.current.access).toEqual({
      mode: "token",
      tokenFrom: "fetch",
      ssoUrl: "https://sso.example/auth",
      realm: "realm",
      clientId: "whole-client",
      account: "acc",
      workspace: "",
      traceId: "",
      metadata: {},
      timeoutSeconds: 30,
    });
    await expect.element(page.getByText("Secrets are never stored.", { exact: false })).toBeVisible();
    await expect.element(page.getByText("Certificate files are for the gateway", { exact: false })).toBeVisible();
    await expect.element(page.getByText("Browsers can’t use gRPC directly.", { exact: false }).first()).toBeVisible();
    // The form shows it at once; only the secret is missing.
    await expect.element(field(/^Client \(/)).toHaveValue("whole-client");
    expect(document.body.innerHTML).not.toContain("whole-secret");
    await store.flush();
    const { rows } = await store.query({ events: ["system_audit_import"] }, { limit: 5 });
    expect(rows[0]?.event.data).toMatchObject({ filled: expect.arrayContaining(["client_id"]), wrong_lines: [] });
    expect(JSON.stringify(rows)).not.toContain("whole-secret");
  });

  it("holds extra_metadata in memory and masks it, until somebody says that it is no secret", async () => {
    const { access, preferences, store } = await open();
    preferences.update({
      access: { ...preferences.current.access, metadata: { "x-two": "stored-before", "x-own": "3" } },
    });
    await give(ini(whole.replace("x-one=1,x-two=2", "x-one=hush-hush-1,x-two=hush-hush-2")));
    await expect.element(page.getByText("x-one=••••••••, x-two=••••••••")).toBeVisible();
    expect(access.credentials.metadata(false)).toEqual({
      "x-own": "3",
      "x-one": "hush-hush-1",
      "x-two": "hush-hush-2",
    });
    expect(preferences.current.access.metadata).toEqual({ "x-own": "3" });
    expect(document.body.innerHTML).not.toContain("hush-hush");

    await page.getByText("Additional call options").click();
    await expect.element(page.getByText("From config.ini, in this tab’s memory only")).toBeVisible();
    await page.getByRole("button", { name: "Not a secret" }).first().click();
    await expect.element(field("Additional metadata")).toHaveValue("x-own=3, x-one=hush-hush-1");
    expect(preferences.current.access.metadata).toEqual({ "x-own": "3", "x-one": "hush-hush-1" });
    await page.getByRole("button", { name: "Remove" }).click();
    await expect.element(page.getByText("From config.ini, in this tab’s memory only")).not.toBeInTheDocument();
    expect(access.credentials.metadata(false)).toEqual({ "x-own": "3", "x-one": "hush-hush-1" });
    await store.flush();
    const { rows } = await store.query({}, { limit: 50 });
    expect(JSON.stringify(rows)).not.toContain("hush-hush-2");
  });

  it("leaves the token to a gateway that brings one, and knows its platform", async () => {
    const { preferences } = await open({ gateway: "envoy", authMode: "gateway", target: "speech.example:8443" });
    await expect.element(page.getByText(/adds its own token/)).toBeVisible();
    await give(ini(whole));
    expect(preferences.current.access).toMatchObject({ mode: "gateway", clientId: "whole-client" });
    await expect.element(page.getByText(/already points to this platform/).first()).toBeVisible();
  });

  const allowed = /Now enter the client secret/;
  const forbidden = /This page isn’t allowed to call the token server in the file/;
  it.each([
    { endpoints: [], next: forbidden, other: allowed },
    { endpoints: ["https://sso.example"], next: allowed, other: forbidden },
  ])("gives a next step that the page's policy allows: $endpoints", async ({ endpoints, next, other }) => {
    await open({ endpoints });
    await give(ini(whole));
    await expect.element(page.getByText(next)).toBeVisible();
    await expect.element(page.getByText(other)).not.toBeInTheDocument();
  });

  it("names wrong lines in the language of the page and takes the others", async () => {
    const { preferences } = await open({}, "ru");
    const transfer = new DataTransfer();
    transfer.items.add(ini("api_address = a:1\nuse_ssl = True\ntimeout = 0\nrealm = demo\nclient_secert = hunter2\n"));
    dispatchEvent(new DragEvent("drop", { dataTransfer: transfer, cancelable: true }));
    await expect.element(page.getByText(/^3 ошибки в файле$/)).toBeVisible();
    await expect.element(page.getByText(/^Строка 2: use_ssl должно быть true или false/)).toBeVisible();
    await expect
      .element(page.getByText(/^Строка 5: client_secert такого ключа в config.ini нет; есть client_secret/))
      .toBeVisible();
    expect(preferences.current.access).toMatchObject({ realm: "demo", timeoutSeconds: null, mode: "gateway" });
    expect(document.body.innerHTML).not.toContain("hunter2");
  });

  it("makes one message of one mistake, and takes what is right beside it", async () => {
    const { preferences } = await open();
    await give(ini(whole.replace("realm = realm", 'realm = "realm')));
    await expect.element(page.getByText("1 error in the file")).toBeVisible();
    await expect.element(page.getByText('Line 9: realm has a quote " that is never closed')).toBeVisible();
    expect(preferences.current.access).toMatchObject({ clientId: "whole-client", realm: "", mode: "token" });
  });

  it("reads UTF-16 of Windows, and says of other bytes in one line what they are", async () => {
    const { preferences } = await open();
    const bytes = Uint8Array.from(`\uFEFF${whole}`, (letter) => letter.charCodeAt(0));
    const wide = new Uint8Array(new Uint16Array(Array.from(`\uFEFF${whole}`, (letter) => letter.charCodeAt(0))).buffer);
    await give(new File([wide], "config.ini"));
    expect(preferences.current.access).toMatchObject({ clientId: "whole-client", account: "acc" });
    await give(new File([bytes], "config.ini"));
    await expect.element(page.getByText("Line 1: is not UTF-8; save the file in this encoding")).toBeVisible();
    await give(new File(["#".repeat(70_000)], "config.ini"));
    await expect.element(page.getByText("File: is no config.ini: it is larger than 64 kB")).toBeVisible();
  });

  it("says of a value that the page cannot keep that it was left out", async () => {
    const { preferences } = await open();
    await give(ini(whole.replace("realm = realm", "realm = Речь")));
    await expect.element(page.getByText(/allows at most 500 Latin letters/)).toBeVisible();
    expect(preferences.current.access).toMatchObject({ clientId: "whole-client", realm: "" });
  });
});
