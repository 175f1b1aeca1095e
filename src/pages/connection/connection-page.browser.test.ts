import { describe, expect, it } from "vitest";
import { page } from "vitest/browser";
import { render } from "vitest-browser-svelte";
import { pageServices } from "../../../test/support/page-services.ts";
import { probed, tlsFailed } from "../../diagnosis/fixtures/failure-fixtures.ts";
import { STT } from "../../gen/mts/ai/audiogram/stt/v3/stt_pb.ts";
import { TTS } from "../../gen/mts/ai/audiogram/tts/v2/tts_pb.ts";
import type { ProbeReport } from "../../wire/probe-report.ts";
import { servicesKey, type Services } from "../../app/services.ts";
import ConnectionPage from "./ConnectionPage.svelte";

async function open(report: () => ProbeReport | undefined, language: "en" | "ru" = "en") {
  const { context, events } = pageServices(
    (router) => void router.service(STT, { getModelsInfo: () => ({}) }).service(TTS, { getModelsInfo: () => ({}) }),
    "/connection",
    language,
  );
  const services = context.get(servicesKey) as Services;
  const explainer = { ...services.explainer, probe: () => Promise.resolve(report()) };
  context.set(servicesKey, { ...services, explainer });
  await render(ConnectionPage, { context });
  return { checks: () => events.filter(({ event }) => event === "system_connection_check") };
}

const line = (text: string) => page.getByRole("listitem").filter({ hasText: text });

describe("ConnectionPage", () => {
  it("shows what else the probe saw at a step, and logs it", async () => {
    const { tls } = tlsFailed("ERR_SSL_TLSV13_ALERT_CERTIFICATE_REQUIRED");
    const { checks } = await open(() =>
      probed({ tls: { ...tls!, clientCertificate: "missing", versions: ["TLSv1.3"] } }),
    );
    await expect
      .element(page.getByText("The server asks for a client certificate, and none is configured"))
      .toBeVisible();
    await expect.element(page.getByText("The server answers TLSv1.3")).toBeVisible();
    expect((await checks())[0]?.data).toMatchObject({ certificateMissing: true, versions: "TLSv1.3" });
  });

  it("shows each fact of the probe as good or as a fault, names the cause, and logs the check", async () => {
    const { checks } = await open(() => probed(tlsFailed("CERT_HAS_EXPIRED")));
    await expect.poll(() => line("Validity").element().textContent).toMatch(/Failed/);
    await expect.poll(() => line("Port").element().textContent).toMatch(/OK/);
    await expect.poll(() => page.getByRole("alert").element().textContent).toMatch(/certificate has expired/);
    expect(checks()).toMatchObject([
      {
        level: "WARNING",
        data: { step_dates: "failed", step_tcp: "passed", error_diagnosis: "The platform's certificate has expired" },
      },
    ]);
  });

  it("sees a missing ALPN although calls go well, in the documented words", async () => {
    const report = probed();
    report.tls!.alpn = null;
    const { checks } = await open(() => report);
    await expect.poll(() => line("ALPN").element().textContent).toMatch(/Failed/);
    expect(checks()).toMatchObject([
      {
        data: {
          error_diagnosis: "Server-side gRPC ALPN configuration issue",
          grpc_details: "Cannot check peer: missing selected ALPN property",
        },
      },
    ]);
  });

  it("says in Russian that an embedded platform has no network to look at, and asks its services", async () => {
    await open(() => undefined, "ru");
    await expect.element(page.getByText(/^Платформа встроена/)).toBeVisible();
    await expect.poll(() => line("Синтез").element().textContent).toMatch(/Исправно/);
  });

  it("looks again when it is asked to", async () => {
    let report = probed(tlsFailed("ERR_TLS_CERT_ALTNAME_INVALID"));
    const { checks } = await open(() => report);
    await expect.poll(() => line("Certificate name").element().textContent).toMatch(/Failed/);
    report = probed();
    await page.getByRole("button", { name: "Check again" }).click();
    await expect.poll(() => line("Certificate name").element().textContent).toMatch(/OK/);
    expect(checks()).toHaveLength(2);
  });
});
