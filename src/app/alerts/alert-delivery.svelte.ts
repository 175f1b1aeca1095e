import type { AlertRule } from "../../analytics/alerts/alert-rule.ts";
import type { AlertTransition } from "../../analytics/alerts/alert-state.ts";
import type { AlertLog } from "../../logging/log-alerts.ts";
import { alertWebhookPath, type AlertDelivery as Delivered, type AlertNote } from "../../wire/alert-note.ts";
import { noteOf } from "./note-of.ts";
import type { ConsoleConfig } from "../../wire/console-config.ts";

/** What passing on alerts needs from the page. */
export interface AlertDeliveryDeps {
  log: Pick<AlertLog, "notDelivered">;
  requestConfig: () => Promise<ConsoleConfig>;
  fetch: typeof globalThis.fetch;
  origin: string;
  /** Default: the browser's, if it has one. */
  notifications?: BrowserNotifications | undefined;
}

/** The browser's Notification API. */
export interface BrowserNotifications {
  readonly permission: NotificationPermission;
  requestPermission(): Promise<NotificationPermission>;
  new (title: string, options?: NotificationOptions): EventTarget & { close(): void };
}

/** The companion answers within so many milliseconds, or not at all. */
const timeoutMs = 15_000;

/** Passes alerts on: as a notification of the browser, and to the companion's webhooks. Failures are logged and shown. */
export class AlertDelivery {
  readonly #deps: AlertDeliveryDeps;
  readonly #notifications: BrowserNotifications | undefined;
  /** Undefined: this browser has no notifications, or not on an insecure page. */
  permission = $state<NotificationPermission>();
  /** Why a webhook did not take the last note; empty: it did, or there is none. */
  webhookProblem = $state("");
  /** Webhooks of the companion; undefined: not known yet. */
  webhooks = $state<number>();

  constructor(deps: AlertDeliveryDeps) {
    this.#deps = deps;
    this.#notifications =
      "notifications" in deps
        ? deps.notifications
        : (globalThis as { Notification?: BrowserNotifications }).Notification;
    this.permission = this.#notifications?.permission;
  }

  /** Asks for the permission; browsers allow that only after a click. */
  readonly askPermission = async (): Promise<void> => {
    this.permission = await this.#notifications?.requestPermission();
  };

  /** Learns how many webhooks there are. Never rejects. */
  readonly learnWebhooks = async (): Promise<void> => {
    try {
      this.webhooks = (await this.#deps.requestConfig()).alertWebhooks ?? 0;
    } catch {
      // No companion answers: the next alert asks again.
      this.webhooks = undefined;
    }
  };

  /** Passes a transition on, unless it is silenced. Never rejects. */
  async deliver(rule: AlertRule, transition: AlertTransition): Promise<void> {
    if (transition.isSilenced) return;
    this.#notify(rule, transition);
    if (this.webhooks === undefined) await this.learnWebhooks();
    if (this.webhooks !== undefined && this.webhooks > 0) await this.#post(noteOf(rule, transition, this.#deps.origin));
  }

  #notify(rule: AlertRule, transition: AlertTransition): void {
    this.permission = this.#notifications?.permission;
    if (this.#notifications === undefined || this.permission !== "granted") return;
    try {
      const mark = transition.is === "firing" ? "⚠ " : "✓ ";
      const shown = new this.#notifications(mark + rule.name, { tag: rule.id, body: rule.query });
      shown.addEventListener("click", () => {
        globalThis.focus();
        shown.close();
      });
    } catch (error) {
      // Chrome on Android has notifications of service workers only.
      this.#deps.log.notDelivered("notification", String(error));
    }
  }

  async #post(note: AlertNote): Promise<void> {
    try {
      const response = await this.#deps.fetch(alertWebhookPath, {
        method: "POST",
        headers: { "content-type": "application/json" },
        body: JSON.stringify(note),
        signal: AbortSignal.timeout(timeoutMs),
      });
      if (!response.ok) throw new Error(`the companion answered HTTP ${String(response.status)}`);
      const { failed } = (await response.json()) as Delivered;
      this.webhookProblem = failed.map(({ host, problem }) => `${host}: ${problem}`).join("; ");
    } catch (error) {
      this.webhookProblem = error instanceof Error ? error.message : String(error);
    }
    if (this.webhookProblem !== "") this.#deps.log.notDelivered("webhook", this.webhookProblem);
  }
}
