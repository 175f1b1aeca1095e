import { describe, expect, it } from "vitest";
import { createValueRemoval } from "./value-removal.ts";

const removal = createValueRemoval("s3cr/t=7", "[-]");

describe("createValueRemoval", () => {
  it("counts how often a value stands in a text, in whatever form", () => {
    expect(removal.fromText("a s3cr/t=7 b s3cr%2Ft%3D7")).toEqual({ rest: "a [-] b [-]", count: 2 });
    expect(removal.fromText("nothing")).toEqual({ rest: "nothing", count: 0 });
  });

  it("takes it out of strings and keys however deep, and passes on all else", () => {
    const [at, bytes, sound] = [new Date(0), new Uint8Array([1]), new Blob(["s3cr/t=7"])];
    const data = { at, bytes, sound, n: 7, none: null, list: [{ "s3cr/t=7": ["x s3cr/t=7"] }] };
    expect(removal.fromData(data)).toEqual({
      rest: { at, bytes, sound, n: 7, none: null, list: [{ "[-]": ["x [-]"] }] },
      count: 2,
    });
    expect(removal.fromData(data).rest.sound).toBe(sound);
  });

  it("gives the same object where the value does not occur", () => {
    const data = { list: ["a"] };
    expect(removal.fromData(data).rest).toBe(data);
  });

  it("keeps a key named __proto__ as data", () => {
    const { rest } = removal.fromData(JSON.parse('{"__proto__": {"a": "s3cr/t=7"}}') as object);
    expect(JSON.stringify(rest)).toBe('{"__proto__":{"a":"[-]"}}');
  });
});
