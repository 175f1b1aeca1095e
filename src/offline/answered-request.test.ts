import { expect, it } from "vitest";
import { launchFilesPath } from "../wire/launch-file.ts";
import {
  authEventsPath,
  bridgePath,
  consolePath,
  enginesPath,
  healthPath,
  metricsPath,
  otlpPrefix,
  probePath,
} from "../wire/paths.ts";
import { answeredAs, isGatewayDown } from "./answered-request.ts";

const origin = "https://intra.example";
const scope = `${origin}/tools/audiokit/`;
const files = new Set([`${scope}assets/index-1a.js`, `${scope}icon.svg`]);
const answered = (path: string, { method = "GET", mode = "cors" }: { method?: string; mode?: RequestMode } = {}) =>
  answeredAs({ method, mode, url: new URL(path, scope).href }, scope, files);

it("answers the page that a person opens and the files of the build, also those of a version before", () => {
  expect(answered("./", { mode: "navigate" })).toBe("page");
  expect(answered("request/a.b?log=x", { mode: "navigate" })).toBe("page");
  for (const path of ["assets/index-1a.js", "icon.svg", "icon.svg#x", "assets/index-0b.js"]) {
    expect([path, answered(path)]).toEqual([path, "file"]);
  }
});

it("answers no call, nothing that a server says of itself, and nothing outside of its folder", () => {
  const paths = [
    ...[
      consolePath,
      bridgePath,
      probePath,
      authEventsPath,
      enginesPath,
      healthPath,
      metricsPath,
      `${otlpPrefix}/v1/logs`,
    ],
    ...[launchFilesPath, `${launchFilesPath}?file=0`, "/alert-webhook", "/log-folder", "/archive/api/v3"],
    ...["/mts.ai.audiogram.tts.v2.TTS/Synthesize", "/assets/index-1a.js", "/tools/assets/x.js"],
    ...["assets/index-0b.js?x=1", "icon.svg?x=1", "example.html", "https://other.example/tools/audiokit/icon.svg"],
  ];
  for (const path of paths)
    for (const method of ["GET", "POST"]) {
      expect([path, method, answered(path, { method })]).toEqual([path, method, undefined]);
    }
  expect(answered("./", { mode: "navigate", method: "POST" })).toBeUndefined();
  expect(answered("assets/index-1a.js", { method: "HEAD" })).toBeUndefined();
});

it("takes the copy where a proxy has nothing behind it, and no other refusal", () => {
  const down = [200, 302, 401, 403, 404, 500, 502, 503, 504].filter((status) => isGatewayDown({ status }));
  expect(down).toEqual([502, 503, 504]);
});
