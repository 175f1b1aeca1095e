import { md5 } from "@noble/hashes/legacy.js";
import { sha256 } from "@noble/hashes/sha2.js";
import { bytesToHex } from "@noble/hashes/utils.js";
import type { ByteStore } from "../byte-store.ts";
import { S3Error } from "./s3-error.ts";
import { joinBytes } from "../../basics/bytes.ts";
import { randomUuid } from "../../basics/uuid.ts";

/** A stored object. */
export interface StoredObject {
  /** Key of its bytes in the byte store. */
  key: string;
  name: string;
  sizeBytes: number;
  /** Without quotes. */
  etag: string;
  /** Milliseconds since the epoch. */
  storedAtMs: number;
  contentType: string;
}

/** Upload of an object or of one of its parts. */
export interface Upload {
  body: AsyncIterable<Uint8Array>;
  contentType: string;
  /** Expected SHA-256 of the body, as lower-case hex. */
  sha256?: string;
}

/** Buckets and their objects. The bytes are in a ByteStore, under keys that do not depend on the names. */
export interface ObjectStore {
  buckets(): string[];
  hasBucket(bucket: string): boolean;
  /** @throws S3Error for a name that S3 does not allow */
  makeBucket(bucket: string): void;
  removeBucket(bucket: string): void;
  /** Sorted by name. */
  list(bucket: string): StoredObject[];
  find(bucket: string, name: string): StoredObject | undefined;
  read(object: StoredObject, start: number, end: number): AsyncIterable<Uint8Array<ArrayBuffer>>;
  put(bucket: string, name: string, upload: Upload): Promise<StoredObject>;
  remove(bucket: string, name: string): Promise<void>;
  /** Starts a multipart upload. @returns its id */
  begin(bucket: string, name: string, contentType: string): string;
  putPart(uploadId: string, number: number, upload: Upload): Promise<StoredObject>;
  /** Joins the given parts, in order. */
  complete(uploadId: string, numbers: readonly number[]): Promise<StoredObject>;
  abort(uploadId: string): Promise<void>;
}

/** Options of a store. */
export interface ObjectStoreOptions {
  bytes: ByteStore;
  /** Largest object, in bytes; default `maxObjectBytes`. */
  maxObjectBytes?: number;
  /** All objects and unfinished uploads together, in bytes; default 2 GiB. */
  maxTotalBytes?: number;
  /** Milliseconds since the epoch. */
  now?: () => number;
  uuid?: () => string;
}

/** Largest object, in bytes: it is recognised in memory. */
export const maxObjectBytes = 256 * 1024 * 1024;

/** Most objects and open uploads. */
const maxEntries = 10_000;

interface PartUpload {
  bucket: string;
  name: string;
  contentType: string;
  parts: Map<number, StoredObject>;
}

/** Creates a store with these buckets. */
export function createObjectStore(options: ObjectStoreOptions, buckets: readonly string[]): ObjectStore {
  const { bytes, now = Date.now, uuid = randomUuid, maxTotalBytes = 2 * 1024 ** 3 } = options;
  const largest = options.maxObjectBytes ?? maxObjectBytes;
  const bucketsByName = new Map<string, Map<string, StoredObject>>(buckets.map((name) => [name, new Map()]));
  const uploads = new Map<string, PartUpload>();
  let totalBytes = 0;
  let entries = 0;

  function bucketNamed(name: string): Map<string, StoredObject> {
    const bucket = bucketsByName.get(name);
    if (!bucket) throw new S3Error(404, "NoSuchBucket", `there is no bucket ${name}`);
    return bucket;
  }

  function uploadNamed(id: string): PartUpload {
    const upload = uploads.get(id);
    if (!upload) throw new S3Error(404, "NoSuchUpload", "there is no such upload");
    return upload;
  }

  async function store(name: string, upload: Upload): Promise<StoredObject> {
    if (entries >= maxEntries) throw new S3Error(400, "TooManyObjects", `${String(maxEntries)} objects are kept`);
    entries++;
    const key = uuid();
    const digest = sha256.create();
    const etag = md5.create();
    let sizeBytes = 0;
    try {
      for await (const chunk of upload.body) {
        sizeBytes += chunk.length;
        totalBytes += chunk.length;
        if (sizeBytes > largest)
          throw new S3Error(400, "EntityTooLarge", `an object has ${String(largest)} bytes at most`);
        if (totalBytes > maxTotalBytes) throw new S3Error(400, "EntityTooLarge", "the store is full; delete something");
        digest.update(chunk);
        etag.update(chunk);
        await bytes.append(key, chunk);
      }
      if (upload.sha256 !== undefined && bytesToHex(digest.digest()) !== upload.sha256) {
        throw new S3Error(400, "XAmzContentSHA256Mismatch", "the body is not what was signed");
      }
      // An empty object must be readable too.
      if (sizeBytes === 0) await bytes.append(key, new Uint8Array(0));
    } catch (error) {
      await forget({ key, sizeBytes });
      throw error;
    }
    const { contentType } = upload;
    return { key, name, sizeBytes, etag: bytesToHex(etag.digest()), storedAtMs: now(), contentType };
  }

  async function forget({ key, sizeBytes }: Pick<StoredObject, "key" | "sizeBytes">): Promise<void> {
    entries--;
    totalBytes -= sizeBytes;
    await bytes.remove(key);
  }

  async function place(bucketName: string, object: StoredObject): Promise<StoredObject> {
    const bucket = bucketsByName.get(bucketName);
    if (!bucket) {
      await forget(object);
      return Promise.reject(new S3Error(404, "NoSuchBucket", `there is no bucket ${bucketName}`));
    }
    const before = bucket.get(object.name);
    bucket.set(object.name, object);
    if (before) await forget(before);
    return object;
  }

  async function abort(uploadId: string): Promise<void> {
    const { parts } = uploadNamed(uploadId);
    uploads.delete(uploadId);
    for (const part of parts.values()) await forget(part);
  }

  return {
    buckets: () => [...bucketsByName.keys()],
    hasBucket: (bucket) => bucketsByName.has(bucket),
    makeBucket(bucket) {
      if (!/^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/.test(bucket)) {
        throw new S3Error(400, "InvalidBucketName", "a name has 3 to 63 lower-case letters, digits, dots and hyphens");
      }
      if (!bucketsByName.has(bucket) && bucketsByName.size >= 100)
        throw new S3Error(400, "TooManyBuckets", "there are 100 buckets");
      if (!bucketsByName.has(bucket)) bucketsByName.set(bucket, new Map());
    },
    removeBucket(bucket) {
      if (bucketNamed(bucket).size > 0) throw new S3Error(409, "BucketNotEmpty", "delete its objects first");
      bucketsByName.delete(bucket);
    },
    list: (bucket) => [...bucketNamed(bucket).values()].sort((left, right) => (left.name < right.name ? -1 : 1)),
    find: (bucket, name) => bucketsByName.get(bucket)?.get(name),
    read: (object, start, end) => bytes.read(object.key, start, end),
    async put(bucket, name, upload) {
      bucketNamed(bucket);
      return place(bucket, await store(name, upload));
    },
    async remove(bucket, name) {
      const objects = bucketNamed(bucket);
      const object = objects.get(name);
      objects.delete(name);
      if (object) await forget(object);
    },

    begin(bucket, name, contentType) {
      bucketNamed(bucket);
      if (uploads.size >= 100) throw new S3Error(400, "TooManyUploads", "100 uploads are under way");
      const id = uuid();
      uploads.set(id, { bucket, name, contentType, parts: new Map() });
      return id;
    },
    async putPart(uploadId, number, upload) {
      const { name } = uploadNamed(uploadId);
      const part = await store(name, upload);
      const open = uploads.get(uploadId);
      const before = open?.parts.get(number);
      open?.parts.set(number, part);
      if (before ?? !open) await forget(before ?? part);
      return part;
    },
    async complete(uploadId, numbers) {
      const { bucket, name, contentType, parts } = uploadNamed(uploadId);
      const named = numbers.map((number) => {
        const part = parts.get(number);
        if (!part) throw new S3Error(400, "InvalidPart", `part ${String(number)} was not uploaded`);
        return part;
      });
      if (named.length === 0) throw new S3Error(400, "MalformedXML", "no part is named");
      async function* body() {
        for (const part of named) yield* bytes.read(part.key, 0, part.sizeBytes);
      }
      const joined = await store(name, { body: body(), contentType });
      const etag = bytesToHex(md5(joinBytes(named.map((part) => hexBytes(part.etag)))));
      if (uploads.has(uploadId)) await abort(uploadId);
      return place(bucket, { ...joined, etag: `${etag}-${String(named.length)}` });
    },
    abort,
  };
}

function hexBytes(hex: string): Uint8Array {
  return Uint8Array.from({ length: hex.length / 2 }, (_, index) => parseInt(hex.slice(index * 2, index * 2 + 2), 16));
}
