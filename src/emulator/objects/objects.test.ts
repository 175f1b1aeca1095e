import { describe, expect, it } from "vitest";
import { createMemoryByteStore } from "../byte-store.ts";
import { readAwsChunks } from "./aws-chunked.ts";
import { createObjectStore, type ObjectStoreOptions, type Upload } from "./object-store.ts";
import { s3Routes } from "./s3-routes.ts";
import { checkSignature } from "./signature.ts";

const utf8 = (text: string) => new TextEncoder().encode(text);

async function* pieces(...texts: string[]): AsyncGenerator<Uint8Array> {
  for (const text of texts) yield Promise.resolve(utf8(text));
}

const upload = (...texts: string[]): Upload => ({ body: pieces(...texts), contentType: "audio/wav" });

function setup(limits: Partial<ObjectStoreOptions> = {}) {
  const keys = new Set<string>();
  const memory = createMemoryByteStore();
  const bytes = {
    ...memory,
    append: (key: string, piece: Uint8Array) => memory.append((keys.add(key), key), piece),
    remove: (key: string) => (keys.delete(key), memory.remove(key)),
  };
  const store = createObjectStore({ bytes, ...limits }, ["bucket"]);
  const contents = async (name: string) => {
    const object = store.find("bucket", name)!;
    let text = "";
    for await (const piece of store.read(object, 0, object.sizeBytes)) text += new TextDecoder().decode(piece);
    return text;
  };
  return { store, keys, contents };
}

describe("the object store", () => {
  it("keeps an object under any name, and the newest of a name", async () => {
    const { store, keys, contents } = setup();
    for (const name of ["../../etc/passwd", "a/b c", "ключ"]) {
      await store.put("bucket", name, upload("old"));
      await store.put("bucket", name, upload("n", "ew"));
      expect(await contents(name)).toBe("new");
    }
    expect(keys.size).toBe(3);
    expect([...keys].every((key) => /^[0-9a-f-]{36}$/.test(key))).toBe(true);
    // MD5 of "new".
    expect(store.list("bucket").map(({ etag }) => etag)[0]).toBe("22af645d1859cb5ca6da0c484f1f37ea");
    await store.remove("bucket", "a/b c");
    expect(store.list("bucket").map(({ name }) => name)).toEqual(["../../etc/passwd", "ключ"]);
    expect(keys.size).toBe(2);
  });

  it("joins parts in the order in which they are named, and forgets them", async () => {
    const { store, keys, contents } = setup();
    const id = store.begin("bucket", "long", "audio/wav");
    await store.putPart(id, 2, upload("second"));
    await store.putPart(id, 1, upload("wrong"));
    await store.putPart(id, 1, upload("first "));
    await expect(store.complete(id, [1, 3])).rejects.toMatchObject({ code: "InvalidPart" });
    expect((await store.complete(id, [1, 2])).etag).toMatch(/^[0-9a-f]{32}-2$/);
    expect(await contents("long")).toBe("first second");
    expect(keys.size).toBe(1);
    await expect(store.putPart(id, 3, upload("late"))).rejects.toMatchObject({ code: "NoSuchUpload" });
    const left = store.begin("bucket", "left", "audio/wav");
    await store.putPart(left, 1, upload("x"));
    await store.abort(left);
    expect(keys.size).toBe(1);
  });

  it("takes no more than its limits, and nothing of what it refuses stays", async () => {
    const { store, keys } = setup({ maxObjectBytes: 10, maxTotalBytes: 15 });
    await store.put("bucket", "a", upload("0123456789"));
    await expect(store.put("bucket", "b", upload("01234567890"))).rejects.toMatchObject({ code: "EntityTooLarge" });
    await expect(store.put("bucket", "b", upload("012345"))).rejects.toMatchObject({ code: "EntityTooLarge" });
    await expect(store.put("bucket", "b", { ...upload("x"), sha256: "0" })).rejects.toMatchObject({ code: "XAmzContentSHA256Mismatch" }); // prettier-ignore
    await expect(store.put("none", "b", upload("x"))).rejects.toMatchObject({ code: "NoSuchBucket" });
    expect(keys.size).toBe(1);
    await store.put("bucket", "b", upload("01234"));
  });
});

describe("readAwsChunks", () => {
  const framed =
    "5;chunk-signature=ab\r\nhello\r\n6\r\n world\r\n0;chunk-signature=cd\r\nx-amz-checksum-crc32:AA==\r\n\r\n";

  it("gives the bytes between the frames, wherever the body is cut", async () => {
    for (let size = 1; size <= framed.length; size++) {
      const cut = framed.match(new RegExp(`[^]{1,${String(size)}}`, "g"))!;
      let text = "";
      for await (const piece of readAwsChunks(pieces(...cut))) text += new TextDecoder().decode(piece);
      expect(text).toBe("hello world");
    }
  });

  it.each(["", "5\r\nhel", "x\r\n", "5\r\nhelloo\r\n0\r\n\r\n", "9".repeat(3000)])("refuses %j", async (body) => {
    const read = async () => {
      for await (const piece of readAwsChunks(pieces(body))) void piece;
    };
    await expect(read()).rejects.toMatchObject({ code: "IncompleteBody" });
  });
});

describe("checkSignature", () => {
  // The example "GET Object" of Amazon's documentation of signature version 4.
  const keys = { accessKey: "AKIAIOSFODNN7EXAMPLE", secretKey: "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY" };
  const signature = "f0e8bdb87c964420e857bd35b5d6ed310bd44f0170aba48dd91039c6036bdb41";
  const nowMs = Date.parse("2013-05-24T00:00:00Z");
  const example = (change: Record<string, string> = {}, path = "/test.txt") =>
    new Request(`https://examplebucket.s3.amazonaws.com${path}`, {
      headers: {
        host: "examplebucket.s3.amazonaws.com",
        authorization: `AWS4-HMAC-SHA256 Credential=${keys.accessKey}/20130524/us-east-1/s3/aws4_request,SignedHeaders=host;range;x-amz-content-sha256;x-amz-date,Signature=${signature}`,
        range: "bytes=0-9",
        "x-amz-content-sha256": "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
        "x-amz-date": "20130524T000000Z",
        ...change,
      },
    });

  it("accepts the documented example", () => {
    expect(() => checkSignature(example(), nowMs, keys)).not.toThrow();
  });

  it("refuses whatever was changed after signing, foreign keys, and old requests", () => {
    const code = (request: Request, atMs = nowMs, known = keys) => {
      try {
        checkSignature(request, atMs, known);
      } catch (error) {
        return (error as { code: string }).code;
      }
      return "accepted";
    };
    expect(code(example({}, "/other.txt"))).toBe("SignatureDoesNotMatch");
    expect(code(example({}, "/test.txt?acl"))).toBe("SignatureDoesNotMatch");
    expect(code(example({ range: "bytes=0-8" }))).toBe("SignatureDoesNotMatch");
    expect(code(example(), nowMs, { ...keys, secretKey: "x" })).toBe("SignatureDoesNotMatch");
    expect(code(example(), nowMs, { ...keys, accessKey: "x" })).toBe("InvalidAccessKeyId");
    expect(code(example(), nowMs + 16 * 60_000)).toBe("RequestTimeTooSkewed");
    expect(code(example({ authorization: "AWS4-HMAC-SHA256 nonsense" }))).toBe("AuthorizationHeaderMalformed");
  });
});

describe("s3Routes", () => {
  it("leaves unsigned requests to others", async () => {
    expect(await s3Routes(setup().store)(new Request("http://x/bucket/object"))).toBeUndefined();
  });
});
