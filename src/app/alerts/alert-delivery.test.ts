import { describe, expect, it } from "vitest";
import type { AlertRule } from "../../analytics/alerts/alert-rule.ts";
import type { AlertTransition } from "../../analytics/alerts/alert-state.ts";
import type { ConsoleConfig } from "../../wire/console-config.ts";
import { isAlertNote } from "../../wire/alert-note.ts";
import { AlertDelivery, type BrowserNotifications } from "./alert-delivery.svelte.ts";

const rule: AlertRule = {
  ...{
    id: "r 1",
    name: "Failing calls",
    view: "calls",
    query: "service:ASR",
    measure: { is: "failures" },
    fires: "over",
  },
  ...{ threshold: 0.15, clearsAt: 0.1, windowMs: 600_000, forMs: 0, atLeast: 5, severity: "warning", isEnabled: true },
};
const firing: AlertTransition = { is: "firing", atMs: 1_000, value: 0.5, rows: 20, isSilenced: false };

function setup({
  webhooks = 1,
  answer = () => Response.json({ delivered: 1, failed: [] }),
  permission = "granted",
} = {}) {
  const [posted, shown, problems]: [unknown[], string[], string[]] = [[], [], []];
  const Notification = class extends EventTarget {
    static readonly permission = permission;
    static readonly requestPermission = () => Promise.resolve("denied" as const);
    constructor(title: string) {
      super();
      shown.push(title);
    }
    close() {}
  } as unknown as BrowserNotifications;
  const delivery = new AlertDelivery({
    log: { notDelivered: (by, problem) => void problems.push(`${by}: ${problem}`) },
    requestConfig: () => Promise.resolve({ alertWebhooks: webhooks } as ConsoleConfig),
    fetch: (_, init) => {
      posted.push(JSON.parse(init!.body as string));
      return Promise.resolve(answer());
    },
    origin: "http://localhost",
    notifications: Notification,
  });
  return { delivery, posted, shown, problems };
}

describe("AlertDelivery", () => {
  it("shows a notification and posts a note that the companion takes", async () => {
    const { delivery, posted, shown } = setup();
    await delivery.deliver(rule, firing);
    expect(shown).toEqual(["⚠ Failing calls"]);
    expect(posted).toMatchObject([
      { status: "firing", value: 0.5, rows: 20, link: "http://localhost/alerts?rule=r%201" },
    ]);
    expect(isAlertNote(posted[0])).toBe(true);
  });

  it("passes on nothing that is silenced, and posts nothing where there is no webhook", async () => {
    const { delivery, posted, shown } = setup({ webhooks: 0 });
    await delivery.deliver(rule, { ...firing, isSilenced: true });
    await delivery.deliver(rule, firing);
    expect([posted, shown]).toEqual([[], ["⚠ Failing calls"]]);
  });

  it("logs and shows that a webhook failed, until one succeeds", async () => {
    const answers = [
      new Response("", { status: 429 }),
      Response.json({ delivered: 0, failed: [{ host: "chat.example", problem: "HTTP 500" }] }),
      Response.json({ delivered: 1, failed: [] }),
    ];
    const { delivery, problems } = setup({ answer: () => answers.shift()! });
    await delivery.deliver(rule, firing);
    await delivery.deliver(rule, firing);
    expect(delivery.webhookProblem).toBe("chat.example: HTTP 500");
    await delivery.deliver(rule, firing);
    expect(delivery.webhookProblem).toBe("");
    expect(problems).toEqual(["webhook: the companion answered HTTP 429", "webhook: chat.example: HTTP 500"]);
  });

  it("shows no notification that was not permitted, and says when it was refused", async () => {
    const { delivery, shown } = setup({ permission: "default", webhooks: 0 });
    await delivery.deliver(rule, firing);
    await delivery.askPermission();
    expect([shown, delivery.permission]).toEqual([[], "denied"]);
  });
});
