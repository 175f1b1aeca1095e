import { mkdtemp, rm, truncate, utimes, writeFile } from "node:fs/promises";
import { createServer } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, it, onTestFinished } from "vitest";
import { localServers } from "../../../test/support/servers/local-servers.ts";
import { createLaunchFilesEndpoint } from "../../companion/launch/launch-files-endpoint.ts";
import { launchAddress } from "../../wire/launch-file.ts";
import { queryOf, withQuery } from "../router/address.ts";
import { openLaunchFiles, requestLaunchFiles } from "./launch-files.ts";

const servers = localServers();

/** A page at an address of a companion that was started with files of these contents. */
async function setup(contents: Record<string, string>, address = launchAddress) {
  const folder = await mkdtemp(join(tmpdir(), "launch-files-"));
  onTestFinished(() => rm(folder, { recursive: true }));
  const paths = Object.keys(contents).map((name) => join(folder, name));
  for (const path of paths) {
    await writeFile(path, contents[path.slice(folder.length + 1)]!);
    await utimes(path, 0, 1_795_000_000);
  }
  const origin = await servers.listen(createServer(createLaunchFilesEndpoint(paths)));
  const opened: File[][] = [];
  const failures: string[] = [];
  const page = { href: new URL(address, origin).href };
  const request = (path: string | URL | Request, headers: Record<string, string>) =>
    fetch(new URL(String(path), origin), { headers });
  const router = {
    query: (name: string) => queryOf(page.href, name),
    withQuery: (changes: Record<string, string>) => withQuery(page.href, changes),
    go: (href: string) => void (page.href = href),
  };
  // What a browser says of a page of the same origin.
  const ofThisPage: typeof fetch = (path) => request(path, { "sec-fetch-site": "same-origin" });
  const open = () =>
    openLaunchFiles(() => requestLaunchFiles(ofThisPage, router), {
      open: (files) => Promise.resolve(void opened.push(files)),
      onfailure: (failure) => failures.push((failure as Error).message),
    });
  return { paths, origin, page, request, open, opened, failures };
}

it("opens each file of the start under its name, byte for byte, and forgets it in the address", async () => {
  const { page, open, opened, failures, origin } = await setup({
    "клиент 1.jsonl": '{"event":"é"}\n',
    "empty.log": "",
  });
  await open();
  expect(failures).toEqual([]);
  expect(opened.map((files) => files.map(({ name, lastModified }) => [name, lastModified]))).toEqual([
    [
      ["клиент 1.jsonl", 1_795_000_000_000],
      ["empty.log", 1_795_000_000_000],
    ],
  ]);
  expect(await Promise.all(opened[0]!.map((file) => file.text()))).toEqual(['{"event":"é"}\n', ""]);
  expect(page.href).toBe(`${origin}/logs`);
  await open();
  expect(opened).toHaveLength(1);
});

it("opens nothing at other addresses, and nothing where the console was started without files", async () => {
  const elsewhere = await setup({ "a.jsonl": "{}\n" }, "/logs");
  await elsewhere.open();
  const without = await setup({});
  await without.open();
  expect([elsewhere.opened, elsewhere.failures, without.opened, without.failures]).toEqual([[], [], [], []]);
});

it("says so when a file is gone by now", async () => {
  const { paths, open, opened, failures } = await setup({ "a.jsonl": "{}\n" });
  await rm(paths[0]!);
  await open();
  expect(opened).toEqual([]);
  expect(failures).toEqual([expect.stringMatching(/ENOENT.*a\.jsonl/)]);
});

it("hands files to the page of this server only", async () => {
  const { request, origin, paths } = await setup({ "a.jsonl": "secret\n" });
  const statusOf = async (headers: Record<string, string>, path = "/launch-files?file=0") =>
    (await request(path, headers)).status;
  expect(await statusOf({ "sec-fetch-site": "same-origin" })).toBe(200);
  expect(await statusOf({ origin })).toBe(200);
  for (const site of ["none", "cross-site", "same-site"]) expect(await statusOf({ "sec-fetch-site": site })).toBe(403);
  for (const headers of [{}, { origin: "https://evil.example" }, { origin: "null" }]) {
    expect(await statusOf(headers as Record<string, string>)).toBe(403);
  }
  for (const other of ["1", "-1", "0.5", "", "../a.jsonl"]) {
    const path = `/launch-files?file=${encodeURIComponent(other)}`;
    expect(await statusOf({ origin }, path)).toBe(404);
  }
  await truncate(paths[0]!, 0);
  const emptied = await request("/launch-files?file=0", { origin });
  expect([emptied.headers.get("cache-control"), await emptied.text()]).toEqual(["no-store", ""]);
});
