import { fileURLToPath } from "node:url";
import { getByRoleSelector } from "ivya";
import { expect } from "vitest";
import { build, type Rollup } from "vite";
import { droppedFile, dropFileOn } from "../support/drop-file.ts";
import { WebDriverError, type WebDriverSession } from "./web-driver.ts";

/** Key of an element in WebDriver's JSON. */
const elementKey = "element-6066-11e4-a52e-4f735466cecf";
type ElementReference = Record<typeof elementKey, string>;

/** WebDriver's name of a window. */
export type WindowHandle = string;

/** WebDriver's names of keys. */
export const keys = { enter: "\uE007", escape: "\uE00C" };

/** What finds elements as Playwright does, by role and label: to be run in the page. */
export async function bundleFinder(): Promise<string> {
  const entry = fileURLToPath(import.meta.resolve("ivya"));
  const lib = { entry, formats: ["iife" as const], name: "finder" };
  const [built] = (await build({
    ...{ configFile: false, publicDir: false, logLevel: "silent" },
    build: { write: false, lib },
  })) as Rollup.RollupOutput[];
  return `${built!.output[0].code};const ivya = finder.Ivya.create({ browser: "webkit" });`;
}

/** A page that a test looks at and acts on. Elements are named by selectors of Playwright, as the functions of `ivya` write them. */
export class DrivenPage {
  readonly #session: WebDriverSession;
  readonly #finder: string;
  readonly #origin: string;

  /**
   * @param finder what {@link bundleFinder} makes
   * @param origin of the console
   */
  constructor(session: WebDriverSession, finder: string, origin: string) {
    this.#session = session;
    this.#finder = finder;
    this.#origin = origin;
  }

  /** Opens an address of the console, such as `/logs`, or of any other place. */
  async goto(address: string): Promise<void> {
    await this.#session.command("/url", { url: new URL(address, this.#origin).href });
  }

  async reload(): Promise<void> {
    await this.#session.command("/refresh", {});
  }

  /** Runs the body of a function in the page. */
  run<T>(script: string, ...args: unknown[]): Promise<T> {
    return this.#session.command("/execute/sync", { script, args });
  }

  /** The visible texts of all elements that a selector finds, hidden ones as empty texts. */
  texts(selector: string): Promise<string[]> {
    return this.#find(selector, "elements.map((element) => element.innerText)");
  }

  /** Waits until something is found, the first with this in its visible text. */
  async see(selector: string, text: string | RegExp = ""): Promise<void> {
    const first = async () => (await this.texts(selector))[0] ?? false;
    const wanted: unknown = typeof text === "string" ? expect.stringContaining(text) : expect.stringMatching(text);
    await expect.poll(first, { message: selector }).toEqual(wanted);
  }

  /** Waits until a selector finds so many elements. */
  async count(selector: string, wanted: number): Promise<void> {
    await expect.poll(async () => (await this.texts(selector)).length, { message: selector }).toBe(wanted);
  }

  async click(selector: string): Promise<void> {
    await this.#act(selector, (path) => this.#session.command(`${path}/click`, {}));
  }

  /** Writes a text in the place of what a field has. */
  async fill(selector: string, text: string): Promise<void> {
    await this.#act(selector, async (path) => {
      await this.#session.command(`${path}/clear`, {});
      await this.#session.command(`${path}/value`, { text });
    });
  }

  /** Chooses from a list, by the value of what is chosen. */
  async choose(selector: string, value: string): Promise<void> {
    await this.click(`${selector} >> option[value="${value}"]`);
  }

  /** Presses keys while an element has the focus, or hands a file, by its path, to a field for files. */
  async type(selector: string, text: string): Promise<void> {
    await this.#act(selector, (path) => this.#session.command(`${path}/value`, { text }));
  }

  /** Drops a file on the page, as a person does. */
  async drop(name: string, bytes: Uint8Array): Promise<void> {
    const main = getByRoleSelector("main");
    await this.see(main);
    await this.#find(main, `(${dropFileOn.toString()})(elements[0], arguments[1])`, droppedFile(name, bytes));
  }

  /** Waits until the page has this address behind its origin. */
  async seeAddress(address: string | RegExp): Promise<void> {
    await expect.poll(() => this.run("return location.href")).toMatch(address);
  }

  /** Opens a window beside this one: a second page of the same browser. */
  async openWindow(): Promise<WindowHandle> {
    const { handle } = await this.#session.command<{ handle: WindowHandle }>("/window/new", { type: "window" });
    return handle;
  }

  /** Does something in another window, and looks at this one again. */
  async inWindow(handle: WindowHandle, act: () => Promise<void>): Promise<void> {
    const own = await this.#session.command<WindowHandle>("/window");
    await this.#session.command("/window", { handle });
    await act();
    await this.#session.command("/window", { handle: own });
  }

  /** Clicks what saves a file. MiniBrowser saves none while it is driven, so this takes what the page hands to the browser. */
  async save(selector: string): Promise<Buffer> {
    await this.run(`globalThis.made = []; URL.createObjectURL = (blob) => (made.push(blob), "blob:none")`);
    await this.click(selector);
    await expect.poll(() => this.run("return made.length"), { message: `saved by ${selector}` }).toBe(1);
    const script = `const [, done] = arguments; const reader = new FileReader();
      reader.onload = () => done(reader.result.split(",")[1]); reader.readAsDataURL(made[0])`;
    return Buffer.from(await this.#session.command<string>("/execute/async", { script, args: [""] }), "base64");
  }

  /** Acts on the first element found as soon as it rests and the browser lets one: it may still be hidden, covered, or replaced. */
  async #act(selector: string, act: (path: string) => Promise<unknown>): Promise<void> {
    let place: string | undefined;
    const attempt = async () => {
      // A click on what is disabled does nothing, without a word.
      const usable = `elements.slice(0, 1).filter((element) => !element.matches(":disabled"))`;
      const placed = `${usable}.map((element) => [element, JSON.stringify(element.getBoundingClientRect())]).flat()`;
      const [element, nowAt] = await this.#find<[ElementReference?, string?]>(selector, placed);
      if (element === undefined) return "nothing was found, or it is disabled";
      if (nowAt !== place) return (place = nowAt);
      try {
        await act(`/element/${element[elementKey]}`);
        return "done";
      } catch (error) {
        if (error instanceof WebDriverError) return error.message;
        throw error;
      }
    };
    await expect.poll(attempt, { message: selector }).toBe("done");
  }

  #find<T>(selector: string, result: string, ...args: unknown[]): Promise<T> {
    const script = `${this.#finder} const elements = ivya.queryLocatorSelectorAll(arguments[0]); return ${result};`;
    return this.run(script, selector, ...args);
  }
}
