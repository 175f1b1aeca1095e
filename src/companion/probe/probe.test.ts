import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import http from "node:http";
import http2 from "node:http2";
import https from "node:https";
import net, { type AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import tls from "node:tls";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import {
  createAuthority,
  fingerprintOf,
  type Authority,
  type Identity,
} from "../../../test/support/servers/certificates.ts";
import { createLiveSecrets } from "../../basics/live-secrets.ts";
import { secretForms } from "../../basics/secret-forms.ts";
import { parseConfigIni, type PlatformConfig } from "../../platform-config/parse-config-ini.ts";
import { probe } from "./probe.ts";

const folder = mkdtempSync(join(tmpdir(), "probe-"));
const open: (() => void)[] = [];
let authority: Authority;
let foreign: Authority;
let good: Identity;

beforeAll(async () => {
  authority = await createAuthority("Test authority");
  foreign = await createAuthority("Foreign authority");
  good = await authority.issue({ names: ["localhost", "127.0.0.1"] });
  writeFileSync(join(folder, "ca.pem"), authority.cert);
});
afterEach(() => {
  for (const close of open.splice(0)) close();
});
afterAll(() => rmSync(folder, { recursive: true }));

async function listen(server: net.Server): Promise<number> {
  const sockets = new Set<net.Socket>();
  server.on("connection", (socket: net.Socket) => {
    sockets.add(socket);
    socket.on("error", () => undefined);
  });
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  open.push(() => {
    sockets.forEach((socket) => socket.destroy());
    server.close();
  });
  return (server.address() as AddressInfo).port;
}

function secretsOf({ clientSecret }: PlatformConfig) {
  const secrets = createLiveSecrets();
  secrets.learn("client secret", clientSecret);
  return secrets;
}

function look(lines: string) {
  const { config, problems } = parseConfigIni(lines);
  expect(problems).toEqual([]);
  return probe(config, secretsOf(config), new AbortController().signal);
}

const overTls = (port: number, host = "localhost") =>
  look(`api_address = ${host}:${port}\nuse_ssl = true\nca_cert_path = ${join(folder, "ca.pem")}`);
const overTlsAs = (port: number, { cert, key }: Identity) => {
  const [chain, own] = [join(folder, "client.pem"), join(folder, "client-key.pem")];
  writeFileSync(chain, cert);
  writeFileSync(own, key);
  return look(
    `api_address = localhost:${port}\nuse_ssl = true\nca_cert_path = ${join(folder, "ca.pem")}\ncert_chain_path = ${chain}\ncert_private_key_path = ${own}`,
  );
};
const plainly = (port: number) => look(`api_address = 127.0.0.1:${port}\nuse_ssl = false`);

describe("probe of a TLS server", () => {
  it("finds nothing wrong with a good one", async () => {
    const facts = await overTls(await listen(http2.createSecureServer(good)));
    expect(facts).toMatchObject({
      useSsl: true,
      dns: { ok: true },
      tcp: { ok: true },
      tls: { ok: true, version: "TLSv1.3", alpn: "h2", trusted: true },
      http2: { ok: true },
    });
    expect(facts.tls?.certificates[0]).toMatchObject({
      subject: "CN=localhost",
      issuer: "CN=Test authority",
      names: ["DNS:localhost", "IP Address:127.0.0.1"],
      fingerprint: fingerprintOf(good.cert),
    });
  });

  it("sees that ALPN is not answered although HTTP/2 is spoken", async () => {
    const inner = await listen(http2.createServer());
    const server = tls.createServer(good, (socket) => {
      const behind = net.connect(inner, "127.0.0.1");
      behind.on("error", () => undefined);
      socket.pipe(behind).pipe(socket);
    });
    const facts = await overTls(await listen(server));
    expect(facts).toMatchObject({ tls: { ok: true, alpn: null, trusted: true }, http2: { ok: true } });
  });

  it("sees a server that speaks only HTTP/1.1", async () => {
    const server = tls.createServer({ ...good, ALPNProtocols: ["http/1.1"] }, (socket) =>
      socket.end("HTTP/1.1 400 Bad Request\r\n\r\n"),
    );
    const facts = await overTls(await listen(server));
    expect(facts).toMatchObject({ tls: { ok: true, alpn: "http/1.1" }, http2: { ok: false } });
  });

  it.each([
    ["an expired certificate", { notAfter: new Date(Date.now() - 3_600_000) }, "CERT_HAS_EXPIRED"],
    ["one that is not valid yet", { notBefore: new Date(Date.now() + 3_600_000) }, "CERT_NOT_YET_VALID"],
    ["one for another host", { names: ["other.example"] }, "ERR_TLS_CERT_ALTNAME_INVALID"],
  ])("names %s", async (_, change, errorCode) => {
    const identity = await authority.issue({ names: ["localhost"], ...change });
    const facts = await overTls(await listen(http2.createSecureServer(identity)));
    expect(facts.tls).toMatchObject({ ok: false, trusted: false, errorCode });
    expect(facts.tls?.certificates[0]?.fingerprint).toBe(fingerprintOf(identity.cert));
  });

  it("names an authority it does not know", async () => {
    const identity = await foreign.issue({ names: ["localhost"] });
    const facts = await overTls(await listen(http2.createSecureServer(identity)));
    expect(facts.tls).toMatchObject({ ok: false, errorCode: "UNABLE_TO_VERIFY_LEAF_SIGNATURE" });
  });

  it("takes no common name for a name", async () => {
    const identity = await authority.issue({ names: [] });
    const { tls } = await overTls(await listen(http2.createSecureServer(identity)));
    expect(tls).toMatchObject({ ok: false, errorCode: "ERR_TLS_CERT_ALTNAME_INVALID", certificates: [{ names: [] }] });
    expect(tls?.errorMessage).toContain("no alternative names (SAN), only CN=server");
  });

  it("names a certificate that is for clients only", async () => {
    const identity = await authority.issue({ names: ["localhost"], usages: ["1.3.6.1.5.5.7.3.2"] });
    const { tls } = await overTls(await listen(http2.createSecureServer(identity)));
    expect(tls).toMatchObject({ ok: false, errorCode: "INVALID_PURPOSE", certificates: [{ usages: ["clientAuth"] }] });
  });

  it.each(["TLSv1.2", "TLSv1.3"] as const)(
    "tells the chain as it was sent over %s, with its issuers",
    async (version) => {
      const intermediate = await authority.issueAuthority("Issuing authority");
      const { cert, key } = await intermediate.issue({ names: ["localhost"] });
      const serve = async (chain: string) =>
        overTls(await listen(http2.createSecureServer({ cert: chain, key, minVersion: version, maxVersion: version })));
      const whole = await serve(`${cert}\n${intermediate.cert}`);
      expect(whole.tls).toMatchObject({ ok: true, version });
      expect(whole.tls?.certificates.map(({ subject, issuer }) => [subject, issuer])).toEqual([
        ["CN=localhost", "CN=Issuing authority"],
        ["CN=Issuing authority", "CN=Test authority"],
      ]);
      const cut = await serve(cert);
      expect(cut.tls).toMatchObject({ ok: false, errorCode: "UNABLE_TO_VERIFY_LEAF_SIGNATURE" });
      expect(cut.tls?.certificates.map(({ issuer }) => issuer)).toEqual(["CN=Issuing authority"]);
    },
  );

  it("says which versions a server of old TLS answers, and its alert", async () => {
    const ciphers = "DEFAULT:@SECLEVEL=0";
    const server = tls.createServer({ ...good, minVersion: "TLSv1", maxVersion: "TLSv1.1", ciphers });
    const { tls: found, speaks } = await overTls(await listen(server));
    expect(found).toMatchObject({
      ok: false,
      versions: ["TLSv1.1", "TLSv1"],
      errorCode: expect.stringMatching(/PROTOCOL_VERSION/),
    });
    expect(speaks).toBe("tls");
  });

  it.each([
    ["no cipher", "ECDHE-ECDSA-AES128-CCM8:@SECLEVEL=0"],
    ["only a cipher that Node has and Envoy has not", "ECDHE-ECDSA-AES128-SHA256"],
  ])("says that a server shares %s though it answers the version", async (_, ciphers) => {
    const server = tls.createServer({ ...good, maxVersion: "TLSv1.2", ciphers });
    const { tls: found } = await overTls(await listen(server));
    expect(found).toMatchObject({
      ok: false,
      versions: ["TLSv1.2"],
      errorCode: expect.stringMatching(/SSLV3_ALERT_HANDSHAKE_FAILURE/),
    });
    expect(found?.clientCertificate).toBeUndefined();
  });

  describe.each(["TLSv1.2", "TLSv1.3"] as const)("that asks for a client certificate over %s", (version) => {
    const serve = (change: tls.TlsOptions = {}) => {
      const versions = { minVersion: version, maxVersion: version };
      const options = { ...good, ...versions, requestCert: true, ca: authority.cert, ...change };
      return listen(http2.createSecureServer(options));
    };

    it("sees that none is configured", async () => {
      const { tls: found } = await overTls(await serve());
      expect(found).toMatchObject({ ok: false, clientCertificate: "missing" });
      expect(found?.certificates[0]?.fingerprint).toBe(fingerprintOf(good.cert));
      const lenient = await overTls(await serve({ rejectUnauthorized: false }));
      expect(lenient.tls).toMatchObject({ ok: true, clientCertificate: "missing" });
    });

    it("sees that ours is accepted", async () => {
      const { tls: found, http2: spoken } = await overTlsAs(
        await serve(),
        await authority.issue({ names: ["console"] }),
      );
      expect([found, spoken]).toMatchObject([{ ok: true, clientCertificate: "accepted" }, { ok: true }]);
    });

    it.each([
      ["of a foreign authority", () => foreign.issue({ names: ["console"] })],
      ["that has expired", () => authority.issue({ names: ["console"], notAfter: new Date(Date.now() - 1000) })],
    ])("sees that ours is refused, one %s", async (_, issue) => {
      const { tls: found } = await overTlsAs(await serve(), await issue());
      expect(found).toMatchObject({
        ok: false,
        clientCertificate: "refused",
        ownCertificate: { names: ["DNS:console"] },
      });
    });
  });

  it("says that our key is of another certificate", async () => {
    const [{ cert }, { key }] = [await authority.issue({ names: ["a"] }), await authority.issue({ names: ["b"] })];
    const { tls: found } = await overTlsAs(await listen(http2.createSecureServer(good)), { cert, key });
    expect(found).toMatchObject({ ok: false, errorCode: expect.stringMatching(/KEY_VALUES_MISMATCH/) });
  });

  it("tells where a web server behind TLS redirects to, without the query", async () => {
    const headers = { location: "/login?token=x", server: "nginx" };
    const server = https.createServer(good, (_, response) => response.writeHead(302, headers).end());
    const port = await listen(server);
    expect((await overTls(port)).http1).toEqual({
      status: 302,
      server: "nginx",
      location: `https://localhost:${port}/login`,
    });
  });

  it("sees SSH where TLS was expected", async () => {
    const server = net.createServer((socket) => socket.end("SSH-2.0-OpenSSH_9.6\r\n"));
    expect(await overTls(await listen(server))).toMatchObject({ tls: { ok: false }, speaks: "ssh" });
  });

  it("sees plain text where TLS was expected", async () => {
    const facts = await overTls(
      await listen(net.createServer((socket) => socket.end("hello, this is plain text\r\n"))),
    );
    expect(facts.tls).toMatchObject({ ok: false, errorCode: expect.stringMatching(/SSL|EPROTO/) });
    expect(facts.http2).toBeUndefined();
  });
});

describe("probe of a plain server", () => {
  it("finds nothing wrong with HTTP/2", async () => {
    const facts = await plainly(await listen(http2.createServer()));
    expect(facts).toMatchObject({ useSsl: false, tcp: { ok: true }, http2: { ok: true } });
    expect(facts.tls).toBeUndefined();
  });

  it("sees TLS or HTTP/1.1 where HTTP/2 in plain text was expected", async () => {
    expect((await plainly(await listen(tls.createServer(good)))).http2?.ok).toBe(false);
    expect((await plainly(await listen(http.createServer()))).http2?.ok).toBe(false);
  });

  it.each([
    ["ssh", () => net.createServer((socket) => socket.write("SSH-2.0-OpenSSH_9.6\r\n"))],
    ["smtp", () => net.createServer((socket) => socket.write("220 mail.example ESMTP Postfix\r\n"))],
    ["tls", () => tls.createServer(good)],
    ["h2", () => http2.createServer()],
    [
      "http/1.1",
      () => http.createServer((_, response) => response.writeHead(301, { location: "https://a.example" }).end()),
    ],
    ["nothing", () => net.createServer((socket) => socket.on("data", () => socket.end()))],
    [undefined, () => net.createServer((socket) => socket.on("data", () => socket.end("?")))],
  ])("says that it speaks %s, by its first bytes", async (speaks, create) => {
    const found = await plainly(await listen(create()));
    expect([found.speaks, found.http2?.ok]).toEqual([speaks, speaks === "h2"]);
    expect(found.http1).toEqual(speaks === "http/1.1" ? { status: 301, location: "https://a.example/" } : undefined);
  });

  it("names a refused port, and a name that does not exist", async () => {
    const refused = await plainly(1);
    expect(refused.tcp).toMatchObject({ ok: false, errorCode: "ECONNREFUSED" });
    const unknown = await look("api_address = no-such-host.invalid\nuse_ssl = false");
    expect(unknown.dns).toMatchObject({ ok: false, errorCode: expect.stringMatching(/ENOTFOUND|EAI_AGAIN/) });
    expect(unknown.tcp).toBeUndefined();
  });

  it("ends when it is cancelled", async () => {
    const port = await listen(net.createServer());
    const stop = new AbortController();
    const { config } = parseConfigIni(`api_address = 127.0.0.1:${port}\nuse_ssl = false`);
    const facts = probe(config, secretsOf(config), stop.signal);
    setTimeout(() => stop.abort(), 50);
    expect((await facts).http2).toMatchObject({ ok: false, errorCode: "ABORT_ERR" });
  });
});

describe("probe of the token server", () => {
  const secret = "Ключ+от/всего=да&нет%2F";

  async function askToken(status: number, body: string, headers: http.OutgoingHttpHeaders = {}) {
    const server = http.createServer((request, response) => {
      let form = "";
      request.on("data", (text) => (form += text));
      request.on("end", () => response.writeHead(status, headers).end(body.replace("FORM", form)));
    });
    const port = await listen(server);
    return look(
      `api_address=127.0.0.1:1\nuse_ssl=false\nclient_id=demo\nclient_secret='${secret}'\nsso_url=http://127.0.0.1:${port}/auth/\nrealm=r`,
    );
  }

  it("gets a token and keeps nothing of it", async () => {
    const facts = await askToken(200, '{"access_token":"very-secret","expires_in":300}');
    expect(facts.token).toMatchObject({ ok: true, status: 200, expiresInSeconds: 300 });
    expect(JSON.stringify(facts)).not.toContain("very-secret");
  });

  it("says what the server said, without the secret", async () => {
    const facts = await askToken(401, '{"error":"unauthorized_client","error_description":"bad FORM"}');
    expect(facts.token).toMatchObject({ ok: false, status: 401, errorCode: "unauthorized_client" });
    expect(facts.token?.errorMessage).toBe("bad grant_type=client_credentials&client_id=demo&client_secret=[redacted]");
  });

  it("takes only a word of the standard for the error, and no form of the secret", async () => {
    for (const form of secretForms(secret)) {
      const facts = await askToken(
        400,
        JSON.stringify({ error: `no ${form}`, error_description: `${"x".repeat(290)} ${form}` }),
      );
      expect(facts.token).toMatchObject({
        errorCode: "HTTP_400",
        errorMessage: expect.stringMatching(/^x{290} \[redacted$/),
      });
    }
  });

  it.each([
    [
      "a redirect",
      301,
      { location: "https://sso.example/token?secret=1" },
      { errorCode: "HTTP_301", location: "https://sso.example/token" },
    ],
    ["a rate limit", 429, { "retry-after": "30" }, { errorCode: "HTTP_429", retryAfterSeconds: 30 }],
    ["another kind of page", 200, { "content-type": "text/html" }, { errorCode: "HTTP_200", contentType: "text/html" }],
  ])("sees %s of the token server", async (_, status, headers, seen) => {
    expect((await askToken(status, "<html>", headers)).token).toMatchObject({ ok: false, ...seen });
  });

  it("tells how far its clock is ahead, by the answer's date", async () => {
    const { token } = await askToken(500, "", { date: new Date(Date.now() - 600_000).toUTCString() });
    expect(token?.clockAheadSeconds).toBeGreaterThanOrEqual(600);
    expect(token?.clockAheadSeconds).toBeLessThan(660);
  });

  it("reads a lifetime that is text, and an error that is an object", async () => {
    expect((await askToken(200, '{"access_token":"opaque","expires_in":"300"}')).token).toMatchObject({
      ok: true,
      expiresInSeconds: 300,
    });
    expect((await askToken(400, '{"error":{"code":400,"message":"realm disabled"}}')).token).toMatchObject({
      errorCode: "HTTP_400",
      errorMessage: "realm disabled",
    });
  });

  it("takes a page of HTML for what it is", async () => {
    expect((await askToken(200, "<html>login</html>")).token).toMatchObject({ ok: false, errorCode: "HTTP_200" });
  });
});
