import { describe, expect, it } from "vitest";
import { isSecretName, passwordsIn } from "./secret-names.ts";

describe("isSecretName", () => {
  it("knows the usual names, in any spelling", () => {
    for (const name of ["x-api-key", "clientSecret", "access_token", "Authorization", "cookies"]) {
      expect(isSecretName(name), name).toBe(true);
    }
    for (const name of ["token_type", "x-tenant", "auth_present"]) expect(isSecretName(name), name).toBe(false);
  });
});

describe("passwordsIn", () => {
  it("finds the passwords of URLs, as they are written and decoded", () => {
    expect(passwordsIn("--a http://me:p%40ss@host/x --b https://host:8080/a@b ftp://me:100%@host")).toEqual([
      "p%40ss",
      "p@ss",
      "100%",
    ]);
  });
});
