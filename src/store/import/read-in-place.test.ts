import { expect, it } from "vitest";
import { importFiles } from "../../../test/support/import-files.ts";

const known = '{"level":30,"time":1767603600000,"hostname":"h1","msg":"known"}';

it.each([
  known,
  '{"level": 50, "time": 1767603600001, "hostname": "h1", "msg": "blanks"}',
  '{"level":30,\t"time":1767603600001,"hostname":"h1","msg":"a tabulator"}',
  String.raw`{"level":30,"time":1767603600001,"hostname":"h1","msg":"\u0421\u043b\u043e\u0432\u043e \/"}`,
  String.raw`{"level":30,"time":1767603600001,"hostname":"h1","msg":"\u001b[31mred\u005f"}`,
  '{"level":30,"time":1767603600001,"hostname":"h1","msg":"\u007f\u0085\u2028\ufeff"}',
  '{"level":60,"time":1767603600001,"hostname":"h2","msg":"rpc error: code = Unavailable desc = нет связи"}',
  '{"level":30,"time":"2026-01-05T09:00:00.001Z","hostname":{"name":"h1"},"msg":["a",1.10]}',
  '{"level":30,"time":1767603600001,"hostname":null,"msg":"request_start of auth_x"}',
])("stores %s behind lines of the same keys as it does alone", async (line) => {
  const alone = await importFiles([{ name: "a.log", content: `${line}\n` }]);
  const behind = await importFiles([{ name: "a.log", content: `${known}\n${known}\n${line}\n` }]);
  const [last] = behind.rows.toSorted((a, b) => b.event.seq - a.event.seq);
  expect({ ...last!.event, seq: 1 }).toEqual(alone.rows[0]!.event);
  expect(new TextDecoder().decode(await behind.original(0))).toBe(`${known}\n${known}\n${line}\n`);
});
