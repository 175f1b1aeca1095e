import { Code, ConnectError, type ServiceImpl } from "@connectrpc/connect";
import { describe, expect, it } from "vitest";
import { page, userEvent } from "vitest/browser";
import { render } from "vitest-browser-svelte";
import { pageServices } from "../../../test/support/page-services.ts";
import { AudioKitError } from "../../audiokit/contract/audiokit-error.ts";
import { TTS } from "../../gen/mts/ai/audiogram/tts/v2/tts_pb.ts";
import { readDiagnosis } from "../../diagnosis/logged-diagnosis.ts";
import { withCallContext } from "../../logging/call-context.ts";
import CallFailure from "./CallFailure.svelte";
import DiagnosisNotice from "./DiagnosisNotice.svelte";

const refused = () => {
  throw new ConnectError("the token is invalid or expired", Code.PermissionDenied, { request_id: "SS-1" });
};

/** The card of a synthesis that was refused for its token; the list of models answers as given. */
async function openCard(getModelsInfo: ServiceImpl<typeof TTS>["getModelsInfo"], language: "en" | "ru" = "en") {
  const platform: Partial<ServiceImpl<typeof TTS>> = { getModelsInfo, synthesize: refused };
  const setup = pageServices(({ service }) => void service(TTS, platform), "/synthesize", language);
  let requestId = "";
  const contextValues = withCallContext({ onRequestId: (id) => (requestId = id) });
  const error = await setup.models.catalog.client
    .synthesize({ text: "One.", voice: "borisova", language: "en" }, { contextValues })
    .then(() => undefined, AudioKitError.from);
  await render(CallFailure, { props: { error: error!, requestId }, context: setup.context });
  return { ...setup, found: () => setup.events.filter(({ event }) => event === "system_diagnosis") };
}

const start = () => page.getByRole("button", { name: "Tell them apart" });

describe("CallFailure", () => {
  it("tells two causes apart by key, and says the new cause and how it was found", async () => {
    const { found } = await openCard(refused);
    await expect.element(page.getByText("Most likely cause:")).toBeVisible();
    start().element().focus();
    await userEvent.keyboard("{Enter}");
    const outcome = page.getByText("The list of models was requested: the conclusion has changed.");
    await expect.element(outcome).toBeVisible();
    await expect.element(outcome).toHaveFocus();
    await expect.element(page.getByText("Cause:", { exact: true })).toBeVisible();
    await expect.element(start()).not.toBeInTheDocument();
    expect(found()).toMatchObject([{ data: { cause: "token-expired", confidence: "certain" } }]);
  });

  it("names the other cause where the same token was good for the list", async () => {
    const { found } = await openCard(() => ({ models: [] }));
    await start().click();
    await expect.element(page.getByText("The account has no right to this.")).toBeVisible();
    expect(found()).toMatchObject([{ data: { cause: "right-missing" } }]);
  });

  it("says that a check told nothing new", async () => {
    await openCard(() => {
      throw new ConnectError("later", Code.ResourceExhausted);
    });
    await start().click();
    await expect
      .element(page.getByText("The list of models was requested: it told nothing new, the conclusion stays."))
      .toBeVisible();
    await expect.element(page.getByText("Most likely cause:")).toBeVisible();
  });

  it("shows that a check goes on, and cancels it with the same button", async () => {
    const { found } = await openCard((_, { signal }) => {
      return new Promise((_resolve, reject) => {
        signal.addEventListener("abort", () => reject(new ConnectError("over", Code.Canceled)));
      });
    }, "ru");
    const button = page.getByRole("button", { name: "Выяснить, что из этого" });
    await button.click();
    await expect.element(page.getByLabelText("Запрашивается список моделей…")).toHaveRole("progressbar");
    await userEvent.keyboard("{Enter}");
    await expect.element(button).toHaveFocus();
    await expect.element(page.getByRole("progressbar")).not.toBeInTheDocument();
    await expect.element(page.getByText("Вероятная причина:")).toBeVisible();
    expect(found()).toEqual([]);
  });
});

describe("DiagnosisNotice", () => {
  it("has no button where only the log of the call is there, says why, and what a check told", async () => {
    const { context, found } = await openCard(() => {
      throw new ConnectError("later", Code.ResourceExhausted);
    });
    await start().click();
    await expect.poll(() => found().length).toBe(1);
    const diagnosis = { ...readDiagnosis(found()[0]!)!, check: { kind: "call" } as const };
    document.body.replaceChildren();
    await render(DiagnosisNotice, { props: { diagnosis, tone: "warning", set: "log-1" }, context });
    await expect.element(page.getByText(/^A check could tell more, but only on the page/)).toBeVisible();
    await expect.element(page.getByText(/it told nothing new/)).toBeVisible();
    await expect.element(start()).not.toBeInTheDocument();
  });
});
