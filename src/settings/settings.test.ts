import { describe, expect, it } from "vitest";
import { openSettings } from "./settings-store.ts";
import { defaultSettings, endpointProblem, settingsFrom, tidyEndpoint } from "./settings.ts";

/** Storage shared by "tabs", with `storage` events to the others as in a browser. */
function setup(contents?: string) {
  const kept = new Map(contents === undefined ? [] : [["audiokit-settings", contents]]);
  const tabs: EventTarget[] = [];
  function openTab() {
    const tab = new EventTarget();
    tabs.push(tab);
    const storage = {
      getItem: (key: string) => kept.get(key) ?? null,
      setItem(key: string, value: string) {
        kept.set(key, value);
        for (const other of tabs) if (other !== tab) other.dispatchEvent(Object.assign(new Event("storage"), { key }));
      },
    };
    return openSettings(() => storage, tab);
  }
  return { openTab };
}

describe("openSettings", () => {
  it("starts with the defaults when nothing is stored, or nothing that can be parsed", () => {
    for (const contents of [undefined, "{broken", "null", "[]", '"text"']) {
      expect(setup(contents).openTab().current).toEqual(defaultSettings);
    }
  });

  it("replaces an invalid field by its default and accepts the others", () => {
    const { openTab } = setup('{"theme":"pink","language":"ru","endpoint":"https://u:p@host","older":1}');
    expect(openTab().current).toEqual({ ...defaultSettings, language: "ru" });
  });

  it("stores a change for the next page", () => {
    const { openTab } = setup();
    openTab().update({ theme: "dark", logLevel: "WARNING" });
    expect(openTab().current).toEqual({ ...defaultSettings, theme: "dark", logLevel: "WARNING" });
  });

  it("follows a change made in another tab until it is closed", () => {
    const { openTab } = setup();
    const [here, there] = [openTab(), openTab()];
    const seen: string[] = [];
    here.subscribe(({ language }) => seen.push(language));
    there.update({ language: "ru" });
    here.close();
    there.update({ language: "en" });
    expect(seen).toEqual(["ru"]);
  });

  it("applies a change to this page where nothing can be stored", () => {
    const refuse = (): never => {
      throw new DOMException("denied", "SecurityError");
    };
    const settings = openSettings(refuse, new EventTarget());
    settings.update({ logContent: false });
    expect(settings.current.logContent).toBe(false);
  });
});

describe("settingsFrom", () => {
  it("accepts sizes of log files within bounds, each file by itself", () => {
    const errors = { maxMegabytes: 7, backups: 1 };
    const logFiles = { "tts_errors.log": errors, "tts_utility.log": { maxMegabytes: 0.5, backups: 5 } };
    expect(settingsFrom({ logFiles }).logFiles).toEqual({ ...defaultSettings.logFiles, "tts_errors.log": errors });
    expect(settingsFrom({ logFiles: 7 }).logFiles).toEqual(defaultSettings.logFiles);
  });
});

describe("settingsFrom, access", () => {
  it("validates each field by itself and drops unknown ones, such as a secret", () => {
    const kept = { mode: "token", ssoUrl: "https://u:p@sso.example", realm: "demo", timeoutSeconds: -1 };
    const { access } = settingsFrom({ access: { ...kept, clientSecret: "hunter2", token: "eyJ" } });
    expect(access).toEqual({ ...defaultSettings.access, mode: "token", realm: "demo" });
  });

  it("starts with the gateway's token", () => {
    expect(defaultSettings.access).toMatchObject({ mode: "gateway", metadata: {}, timeoutSeconds: null });
  });
});

describe("endpointProblem", () => {
  it("accepts nothing, and http addresses with a path", () => {
    for (const text of ["", "  ", "https://speech.example/api", "http://127.0.0.1:8080"]) {
      expect(endpointProblem(text)).toBeUndefined();
    }
  });

  it("names what is wrong", () => {
    expect(endpointProblem("speech.example")).toBe("not-a-url");
    expect(endpointProblem("ftp://speech.example")).toBe("not-http");
    expect(endpointProblem("https://user:secret@speech.example")).toBe("has-credentials");
    expect(endpointProblem("https://speech.example/?token=1")).toBe("has-query");
  });

  it("is never stored in a form that has a problem", () => {
    expect(settingsFrom({ endpoint: "javascript:alert(1)" }).endpoint).toBe("");
    expect(tidyEndpoint(" https://speech.example/api// ")).toBe("https://speech.example/api");
  });
});
