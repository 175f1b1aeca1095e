import { describe, expect, it } from "vitest";
import { findAddressed, isAddressed, logAddress, readLogAddress } from "./log-address.ts";

const log = { id: "5d0c-1", name: "night.log.1", files: [{ lines: 30 }, { lines: 7 }] as never };

describe("logAddress", () => {
  it("says the fingerprint, the records and the name, which are read back", () => {
    const address = logAddress({ ...log, fingerprint: "0fac556a4d205177" });
    expect(address).toBe("0fac556a4d205177.37.night.log.1");
    expect(readLogAddress(address)).toEqual({ key: "0fac556a4d205177", lines: 37, name: "night.log.1" });
  });

  it("says the id of a log without a fingerprint; an id alone is an address too", () => {
    expect(readLogAddress(logAddress(log)).key).toBe("5d0c-1");
    expect(readLogAddress("5d0c-1")).toEqual({ key: "5d0c-1" });
    expect(readLogAddress("")).toEqual({ key: "" });
  });

  it("holds no secret of a name, and at most 120 characters of it", () => {
    const token = "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJhIn0.c2lnbmF0dXJlLW9mLXRva2Vu";
    expect(logAddress({ ...log, name: `Bearer ${token}.log` })).not.toContain(token);
    expect(readLogAddress(logAddress({ ...log, name: "x".repeat(20_000) })).name).toHaveLength(120);
  });

  it("names a log by its fingerprint and by its id, and no other", () => {
    const known = { ...log, fingerprint: "0fac556a4d205177" } as never;
    expect(isAddressed({ key: "0fac556a4d205177" }, known)).toBe(true);
    expect(isAddressed({ key: "5d0c-1" }, known)).toBe(true);
    expect(isAddressed({ key: "0fac556a4d205178" }, known)).toBe(false);
    expect(isAddressed({ key: "" }, log as never)).toBe(false);
  });

  it("is found among the logs, the newest of several with the same bytes", () => {
    const known = { ...log, fingerprint: "0fac556a4d205177" } as never;
    const older = { ...log, id: "5d0c-0", fingerprint: "0fac556a4d205177" } as never;
    expect(findAddressed("0fac556a4d205177.37.night.log.1", [known, older])).toBe(known);
    expect(findAddressed("5d0c-0", [known, older])).toBe(older);
    expect(findAddressed("", [known, older])).toBeUndefined();
  });
});
