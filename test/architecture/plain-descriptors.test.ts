import { build, type Rolldown } from "vite";
import { expect, it } from "vitest";
import { contractFile } from "../../src/snippets/contract-file.ts";
import { plainDescriptors } from "../../vite.plain-descriptors.ts";
import { projectFolder } from "../support/folders.ts";

it("the build describes the contract as its sources do, and does not read packed descriptors for that", async () => {
  const built = await build({
    root: projectFolder,
    configFile: false,
    logLevel: "silent",
    plugins: [plainDescriptors()],
    build: { write: false, minify: false, lib: { entry: "src/snippets/contract-file.ts", formats: ["es"] } },
  });
  const { code } = (built as Rolldown.RolldownOutput[])[0]!.output[0];
  expect(code).not.toContain("function fileDesc(");
  const module = (await import(`data:text/javascript,${encodeURIComponent(code)}`)) as {
    contractFile: typeof contractFile;
  };
  expect(module.contractFile()).toEqual(contractFile());
});
