import { describe, expect, it } from "vitest";
import { createTokenIssuer, demoClient } from "./token.ts";

const asked = (fields: Record<string, string> = {}) =>
  new URLSearchParams({
    grant_type: "client_credentials",
    client_id: demoClient.id,
    client_secret: demoClient.secret,
    ...fields,
  });

describe("createTokenIssuer", () => {
  it("gives a token that it knows again, to a client that sends empty fields as well", async () => {
    const issuer = await createTokenIssuer();
    const form = asked({ username: "", password: "", code: "", redirect_uri: "", scope: "openid" });
    const { status, body } = await issuer.answer("any realm", form);
    expect(status).toBe(200);
    expect(body).toMatchObject({ expires_in: 300, refresh_expires_in: 0, token_type: "Bearer", scope: "openid" });
    expect(body).toHaveProperty("not-before-policy", 0);
    expect(await issuer.verify(String(body["access_token"]))).toBe("demo-client");
  });

  it("no longer knows a token after its 300 seconds", async () => {
    let nowMs = 1_000_000;
    const issuer = await createTokenIssuer(() => nowMs);
    const token = String((await issuer.answer("demo", asked())).body["access_token"]);
    nowMs += 299_000;
    expect(await issuer.verify(token)).toBe("demo-client");
    nowMs += 1_000;
    expect(await issuer.verify(token)).toBeUndefined();
  });

  it("knows neither another issuer's token, nor a changed one, nor what is none", async () => {
    const issuer = await createTokenIssuer();
    const foreign = String((await (await createTokenIssuer()).answer("demo", asked())).body["access_token"]);
    const own = String((await issuer.answer("demo", asked())).body["access_token"]);
    const [head, , signature] = own.split(".");
    const later = btoa(JSON.stringify({ azp: "demo-client", exp: 99_999_999_999 })).replaceAll("=", "");
    for (const token of [foreign, `${head}.${later}.${signature}`, `${own}.`, "", "a.b.c", "a.b.%%%", "...."]) {
      expect(await issuer.verify(token), token).toBeUndefined();
    }
  });

  it.each([
    ["a wrong secret", { client_secret: "wrong" }, 401, "unauthorized_client"],
    ["an unknown client", { client_id: "stranger" }, 401, "unauthorized_client"],
    ["another grant", { grant_type: "password" }, 400, "unsupported_grant_type"],
  ])("refuses %s", async (_, fields, status, error) => {
    const answer = await (await createTokenIssuer()).answer("demo", asked(fields));
    expect(answer).toMatchObject({ status, body: { error } });
    expect(answer.body).not.toHaveProperty("access_token");
  });

  it("refuses a form without a grant", async () => {
    const answer = await (await createTokenIssuer()).answer("demo", new URLSearchParams());
    expect(answer).toMatchObject({ status: 400, body: { error: "invalid_request" } });
  });
});
