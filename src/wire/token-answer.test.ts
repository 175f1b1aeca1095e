import { describe, expect, it } from "vitest";
import { readTokenAnswer } from "./token-answer.ts";

const nowMs = 1_000_000_000;
const jwt = (claims: object) => `h.${btoa(JSON.stringify(claims))}.s`;

describe("what a token server answered", () => {
  it("reads a lifetime that is text, and keeps a 0 without taking it for a lifetime", () => {
    expect(readTokenAnswer({ access_token: "opaque", expires_in: "300" }, nowMs)).toEqual({
      token: "opaque",
      expiresInSeconds: 300,
      lifeSeconds: 300,
    });
    expect(readTokenAnswer({ access_token: "opaque", expires_in: 0 }, nowMs)).toEqual({
      token: "opaque",
      expiresInSeconds: 0,
    });
  });

  it.each(["soon", -5, null, true, {}, "1e3x"])("takes a lifetime of %j for none", (expires_in) => {
    expect(readTokenAnswer({ access_token: "opaque", expires_in }, nowMs)).toEqual({ token: "opaque" });
  });

  it("takes the lifetime from the claims, whatever the clock of this machine says", () => {
    const token = jwt({ iat: 10, exp: 310 });
    expect(readTokenAnswer({ access_token: token }, nowMs)).toMatchObject({
      lifeSeconds: 300,
      clockAheadSeconds: 999_990,
    });
    expect(readTokenAnswer({ access_token: jwt({ exp: nowMs / 1000 + 60 }) }, nowMs)).toMatchObject({
      lifeSeconds: 60,
    });
    expect(readTokenAnswer({ access_token: jwt({ exp: 5 }) }, nowMs)).not.toHaveProperty("lifeSeconds");
  });

  it("takes no token that fits into no header", () => {
    for (const access_token of ["a\r\nb", "a b", "", 5, "а"]) {
      expect(readTokenAnswer({ access_token }, nowMs)).not.toHaveProperty("token");
    }
  });

  it("finds the words of a refusal in each of the places where they stand", () => {
    const said = (body: Record<string, unknown>) => {
      const { errorWord, said: words } = readTokenAnswer(body, nowMs);
      return [errorWord, words];
    };
    const words = "Client not enabled to retrieve service account";
    expect(said({ error: "unauthorized_client", error_description: words })).toEqual(["unauthorized_client", words]);
    expect(said({ error: { code: 400, message: "realm disabled" } })).toEqual([undefined, "realm disabled"]);
    expect(said({ error: "Realm does not exist" })).toEqual([undefined, undefined]);
    expect(said({ error: 5, error_description: " " })).toEqual([undefined, undefined]);
  });
});
