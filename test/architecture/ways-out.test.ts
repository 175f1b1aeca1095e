import { globSync, readFileSync } from "node:fs";
import { expect, it } from "vitest";

/** What a page can do to let content out of the browser, beside its calls. */
const ways: Record<string, RegExp> = {
  "a URL of bytes": /createObjectURL/,
  "a URL of data": /`data:|"data:|'data:|readAsDataURL|toDataURL/,
  "a download": /\.download\b\s*=|\bdownload=|setAttribute\(\s*["'`]download/,
  "a place on disk": /showSaveFilePicker|showDirectoryPicker|createWritable|createSyncAccessHandle/,
  "the clipboard": /\.clipboard\b|ClipboardItem|execCommand|\.clipboardData|oncopy|oncut/,
  "a drag": /dataTransfer\.(?:setData|items\.add)|ondragstart|DownloadURL/,
  "another window or program": /window\.open|\bopen\(\s*["'`]https?:|navigator\.(?:share|sendBeacon)|mailto:/,
  "the printer": /window\.print|\bprint\(\)/,
  "a request of what is logged": /"content-encoding": "gzip"|\blogFolderPath\b/,
  "a transfer under way": /\bRTCPeerConnection\b|registerProtocolHandler/,
};

/** Where each is done, and why that is right. */
const known: Record<string, string[]> = {
  // Both are used by `createExits` alone, after the scan.
  "a URL of bytes": [
    "src/export/save-file.ts",
    "src/kit/charts/chart-picture.ts", // a picture that is drawn on a canvas in the page
  ],
  "a download": ["src/export/save-file.ts"],
  "a place on disk": [
    "src/export/save-file.ts",
    "src/pages/settings/shipping/choose-folder.ts", // where these go
    "src/shipping/folder/directory-files.ts", // the log's own files, which the outbox has scanned before
  ],
  "a drag": [
    "src/pages/logs/list/ColumnHead.svelte", // the place of a column, which carries nothing
    "src/shell/imported-logs/watch-drops.svelte.ts", // files that were dropped on the page, for its own fields
  ],
  "the clipboard": [
    "src/export/exits.ts",
    "src/kit/controls/edit-text.ts", // types into a field, so that the browser can undo it
    "src/pages/settings/value-search.svelte.ts", // reads what is pasted
  ],
  "another window or program": ["src/export/share-file.ts"], // called by `save-file.ts`
  // The outbox, which has scanned it.
  "a request of what is logged": [
    "src/shipping/folder/companion-folder.ts",
    "src/shipping/otlp/post-otlp.ts",
    "src/wire/log-folder.ts",
  ],
  "the printer": ["src/pages/shared/charts/ChartPanel.svelte"], // the browser's own dialog, of what is on the screen
};

const sources = globSync("src/**/*.{ts,svelte}").filter(
  (path) => !/\.test\.ts$|^src\/(?:companion|emulator)\//.test(path),
);

it("content leaves the page nowhere but through the exits", () => {
  const found = Object.entries(ways).map(([way, pattern]): [string, string[]] => {
    return [way, sources.filter((path) => pattern.test(withoutComments(readFileSync(path, "utf8")))).sort()];
  });
  expect(Object.fromEntries(found.filter(([, paths]) => paths.length > 0))).toEqual(known);
});

it("what writes files is imported by the exits alone", () => {
  const importing = sources.filter((path) => {
    const imports = readFileSync(path, "utf8").matchAll(/import (type )?\{([^}]*)\} from "[^"]*\/save-file\.ts"/g);
    return [...imports].some(
      ([, isType, names]) => !isType && /(?<!type )\b(?:writeFile|startDownload)\b/.test(names!),
    );
  });
  expect(importing).toEqual(["src/export/exits.ts"]);
  const sharing = sources.filter((path) => /\bshareFile\b/.test(readFileSync(path, "utf8")));
  expect(sharing).toEqual(["src/export/save-file.ts", "src/export/share-file.ts"]);
});

function withoutComments(source: string): string {
  return source.replaceAll(/\/\*[^]*?\*\/|^\s*\/\/.*$|<!--[^]*?-->/gm, "");
}
