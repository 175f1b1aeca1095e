import { describe, expect, it } from "vitest";
import { draftBundle, ownLines, writeBundle } from "../../../test/support/bundle-files.ts";
import { addAnswer } from "./add-answer.ts";
import type { Answer } from "../answer.ts";
import { listParts } from "../read/list-parts.ts";
import { readBundle } from "../read/read-bundle.ts";

const answer: Answer = {
  format: "audiokit-answer",
  version: 1,
  answeredAt: "2026-11-04T08:00:00.000Z",
  console: { version: "1.4.0" },
  cause: "Шлюз отвечает 503: <b>перегрузка</b>",
  steps: ["Перезапустите шлюз", "Пришлите новый пакет"],
  view: "/logs?q=status%3AUNAVAILABLE",
};

const bytesOf = async (zip: Blob, path: string) => (await listParts(zip)).get(path)!.packed.bytes();

describe("addAnswer", () => {
  it("makes a bundle whose answer is read as it was written, and whose other parts are byte for byte those of the first", async () => {
    const draft = draftBundle(ownLines(500));
    const first = new Blob([writeBundle(draft)]);
    const second = await addAnswer(first, answer);
    const read = await readBundle(second);
    expect(read.answer).toEqual(answer);
    expect(read.damaged).toEqual([]);
    expect(read.manifest.id).toBe(draft.manifest.id);
    for (const { name } of draft.parts) expect(await bytesOf(second, name)).toEqual(await bytesOf(first, name));
  });

  it("refuses to write an answer that its reader would refuse, and says which field it is", async () => {
    const long = { ...answer, view: `/logs?q=${"x".repeat(100_000)}` };
    await expect(addAnswer(new Blob([writeBundle(draftBundle())]), long)).rejects.toThrow(/^answer\.json: view: /);
  });

  it("takes the longest view that a bundle may have", async () => {
    const view = `/logs?q=${"x".repeat(99_992)}`;
    const answered = await addAnswer(new Blob([writeBundle(draftBundle())]), { ...answer, view });
    expect((await readBundle(answered)).answer?.view).toBe(view);
  });

  it("puts a second answer in the place of the first", async () => {
    const first = await addAnswer(new Blob([writeBundle(draftBundle())]), answer);
    const second = await addAnswer(first, { ...answer, cause: "Иначе", steps: [] });
    expect((await readBundle(second)).answer).toMatchObject({ cause: "Иначе", steps: [] });
  });

  it("keeps fields of the manifest that this version does not know", async () => {
    const draft = draftBundle(undefined, { ticket: "A-17" } as never);
    const answered = await addAnswer(new Blob([writeBundle(draft)]), answer);
    const text = await new Response(
      new Blob([await bytesOf(answered, "manifest.json")]).stream().pipeThrough(new DecompressionStream("deflate-raw")),
    ).text();
    expect(JSON.parse(text)).toMatchObject({ ticket: "A-17" });
  });

  it("has the manifest first, by which a bundle is known", async () => {
    const answered = await addAnswer(new Blob([writeBundle(draftBundle())]), answer);
    expect([...(await listParts(answered)).keys()].slice(0, 2)).toEqual(["manifest.json", "answer.json"]);
  });
});
