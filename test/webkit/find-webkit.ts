import { onPath } from "../support/browser.ts";

/** The programs of a WebKitGTK that tests drive: its WebDriver, which starts the browser, and the screen that it is shown on. */
export type FoundWebKit = { driver: string; screen: string } | { missing: string };

/** Finds them on `PATH`; Debian's packages `webkit2gtk-driver` and `xvfb` have them. */
export function findWebKit(): FoundWebKit {
  const [driver, screen] = ["WebKitWebDriver", "Xvfb"].map((name) => onPath([name]));
  if (driver === undefined) return { missing: "no WebKitWebDriver on PATH (Debian: webkit2gtk-driver)" };
  if (screen === undefined) return { missing: "no Xvfb on PATH (Debian: xvfb)" };
  return { driver, screen };
}
