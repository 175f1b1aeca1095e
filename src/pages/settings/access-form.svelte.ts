import { endpointProblem, isHeaderText, type AccessSettings, type EndpointProblem } from "../../settings/settings.ts";
import { readMetadataPairs } from "../../platform-config/parse-config-ini.ts";
import type { IniFault } from "../../platform-config/ini-faults.ts";
import { tidyToken, tokenFault, type TokenFault } from "../../audiokit/token/token-paste.ts";
import type { Access } from "../../app/access.svelte.ts";
import type { Preferences } from "../../app/preferences.svelte.ts";

/** Fields that are plain words. */
type WordField = "realm" | "clientId" | "account" | "workspace" | "traceId";

/** The section Access while it is filled in. What is secret stays here and in the page's memory. */
export class AccessForm {
  readonly #preferences: Pick<Preferences, "current" | "update">;
  readonly #access: Pick<Access, "paste" | "signIn" | "forget" | "heldMetadata" | "dropMetadata">;
  /** The typed token and the typed secret; emptied as soon as they are saved. */
  pasted = $state("");
  secret = $state("");

  readonly settings = $derived.by(() => this.#preferences.current.access);
  // Each is what is stored, until somebody edits it.
  ssoUrl = $derived(this.settings.ssoUrl);
  words: Record<WordField, string> = $derived.by(() => {
    const { realm, clientId, account, workspace, traceId } = this.settings;
    return { realm, clientId, account, workspace, traceId };
  });
  metadata = $derived(pairsToText(this.settings.metadata));
  timeout = $derived(this.settings.timeoutSeconds === null ? "" : String(this.settings.timeoutSeconds));

  ssoProblem = $state<EndpointProblem>();
  metadataFault = $state<IniFault>();
  isTimeoutWrong = $state(false);
  readonly wrongWords = $derived(
    (Object.keys(this.words) as WordField[]).filter((name) => !isHeaderText(this.words[name])),
  );

  /** Why what is typed cannot be a token. */
  readonly pastedFault: TokenFault | undefined = $derived(tokenFault(tidyToken(this.pasted)));
  readonly canPaste = $derived(tidyToken(this.pasted) !== "" && this.pastedFault === undefined);
  /** Judged by what is typed: a field is saved only when it loses the focus. */
  readonly canSignIn = $derived(
    [this.ssoUrl, this.words.realm, this.words.clientId, this.secret].every((text) => text.trim() !== ""),
  );

  constructor(
    preferences: Pick<Preferences, "current" | "update">,
    access: Pick<Access, "paste" | "signIn" | "forget" | "heldMetadata" | "dropMetadata">,
  ) {
    this.#preferences = preferences;
    this.#access = access;
  }

  /** Keeps some of the settings at once. */
  readonly update = (changes: Partial<AccessSettings>): void => {
    this.#preferences.update({ access: { ...this.settings, ...changes } });
  };

  readonly type = (name: WordField, text: string): void => {
    this.words = { ...this.words, [name]: text };
  };

  readonly keepWord = (name: WordField): void => {
    if (isHeaderText(this.words[name])) this.update({ [name]: this.words[name].trim() });
  };

  readonly keepSso = (): void => {
    const text = this.ssoUrl.trim().replace(/\/+$/, "");
    this.ssoProblem = endpointProblem(text);
    if (this.ssoProblem === undefined) this.update({ ssoUrl: text });
  };

  readonly keepMetadata = (): void => {
    const pairs = this.metadata.trim() === "" ? [] : readMetadataPairs(this.metadata);
    this.metadataFault = "code" in pairs ? pairs : undefined;
    if (!("code" in pairs)) this.update({ metadata: Object.fromEntries(pairs) });
  };

  /** Stores held metadata with the settings, because a person says that it is no secret. */
  readonly storeHeld = (name: string): void => {
    const value = this.#access.heldMetadata[name];
    if (value === undefined) return;
    this.update({ metadata: { ...this.settings.metadata, [name]: value } });
    this.#access.dropMetadata(name);
  };

  readonly keepTimeout = (): void => {
    const seconds = this.timeout.trim() === "" ? null : Number(this.timeout.replace(",", "."));
    this.isTimeoutWrong = seconds !== null && !(seconds > 0 && seconds <= 86_400);
    if (!this.isTimeoutWrong) this.update({ timeoutSeconds: seconds });
  };

  /** Takes the pasted token into memory, and out of the field. */
  readonly paste = (): void => {
    this.#access.paste(tidyToken(this.pasted));
    this.pasted = "";
  };

  /** Asks for a token, unless a field is wrong; the secret leaves its field when it was right. */
  readonly signIn = async (): Promise<void> => {
    this.keepSso();
    const isWrong = this.wrongWords.some((name) => name === "realm" || name === "clientId");
    if (isWrong || this.ssoProblem !== undefined) return;
    const { ssoUrl, realm, clientId } = this.settings;
    const asked = this.secret;
    const hasCome = await this.#access.signIn({ ssoUrl, realm, clientId, clientSecret: asked });
    if (hasCome && this.secret === asked) this.secret = "";
  };

  readonly forget = (): void => {
    this.secret = "";
    this.#access.forget();
  };
}

function pairsToText(metadata: Record<string, string>): string {
  return Object.entries(metadata)
    .map(([name, value]) => `${name}=${value}`)
    .join(", ");
}
