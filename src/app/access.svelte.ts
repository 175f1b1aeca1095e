import type { LiveSecrets } from "../basics/live-secrets.ts";
import { secretLimits } from "../basics/secret-forms.ts";
import { isSecretName } from "../basics/secret-names.ts";
import type { TokenClient } from "../audiokit/token/request-token.ts";
import type { TokenSource, TokenState } from "../audiokit/token/token-source.ts";
import type { AccessSettings } from "../settings/settings.ts";
import type { ConsoleConfig } from "../wire/console-config.ts";
import type { Preferences } from "./preferences.svelte.ts";

/** How the calls of this page are signed in. Reading it in markup follows every change. */
export class Access {
  readonly #preferences: Pick<Preferences, "current">;
  readonly #source: TokenSource;
  readonly #secrets: Pick<LiveSecrets, "learn">;
  /** What the server of this page said last; undefined until it has answered. */
  serverConfig = $state.raw<ConsoleConfig>();
  /** The state of the page's token, without the token itself. */
  token = $state.raw<TokenState>({ isAsking: false });
  /** Metadata of every call that may be secret, by name: in the memory of this tab only. */
  heldMetadata = $state.raw<Record<string, string>>({});

  /** All live as long as the page, so the subscription is never ended. */
  constructor(preferences: Pick<Preferences, "current">, source: TokenSource, secrets: Pick<LiveSecrets, "learn">) {
    this.#preferences = preferences;
    this.#source = source;
    this.#secrets = secrets;
    this.token = source.state;
    source.subscribe((state) => (this.token = state));
  }

  get #settings(): AccessSettings {
    return this.#preferences.current.access;
  }

  /** Whether a gateway puts its own token on every call, over one of the page. Known of the server of this page only. */
  get isByGateway(): boolean {
    return this.#preferences.current.endpoint === "" && this.serverConfig?.authMode === "gateway";
  }

  /** Whether the page is to add a token of its own. */
  get isByPage(): boolean {
    return this.#settings.mode === "token";
  }

  /** Whether a call that starts now reaches the platform with a token. */
  get isSignedIn(): boolean {
    return this.isByGateway || (this.isByPage && this.token.held !== undefined);
  }

  /** Whether a call that starts now can only be refused, because the page has no token yet. */
  get lacksToken(): boolean {
    return this.isByPage && !this.isSignedIn;
  }

  /** Whether the page's content security policy lets it connect to a URL; undefined before the server has answered. */
  mayConnect(url: string, ownOrigin: string): boolean | undefined {
    const origin = URL.parse(url)?.origin;
    if (origin === ownOrigin) return true;
    return this.serverConfig?.endpoints.includes(origin ?? "");
  }

  readonly paste = (token: string): void => this.#source.paste(token);
  readonly signIn = (client: TokenClient): Promise<boolean> => this.#source.signIn(client);
  readonly forget = (): void => this.#source.forget();

  /** Takes metadata into memory, in the place of what was there. */
  readonly holdMetadata = (fields: Record<string, string>): void => {
    for (const [name, value] of Object.entries(fields)) {
      // A short one is a word that stands in other texts too, unless its name says that it is a secret.
      const isSecret = isSecretName(name) || value.length >= secretLimits.beginning;
      if (isSecret) this.#secrets.learn(`metadata ${name}`, value);
    }
    this.heldMetadata = fields;
  };

  readonly dropMetadata = (dropped: string): void => {
    this.heldMetadata = Object.fromEntries(Object.entries(this.heldMetadata).filter(([name]) => name !== dropped));
  };

  /** Credentials and limits that the transport reads for each call. */
  readonly credentials = {
    token: (): Promise<string | undefined> => (this.isByPage ? this.#source.token() : Promise.resolve(undefined)),
    renewToken: (refused: string): Promise<boolean> => this.#source.renew(refused),
    metadata: (hasToken: boolean): Record<string, string> => metadataOf(this.#settings, this.heldMetadata, hasToken),
    longestMs: (): number | undefined => this.#longestMs(),
  };

  #longestMs(): number | undefined {
    const isOwn = this.#preferences.current.endpoint === "";
    const seconds = this.#settings.timeoutSeconds ?? (isOwn ? this.serverConfig?.timeoutSeconds : undefined);
    return seconds === undefined ? undefined : seconds * 1000;
  }
}

/** The account goes with a token of the page only, as with the official client. */
function metadataOf(
  { metadata, account, workspace, traceId }: AccessSettings,
  held: Record<string, string>,
  hasToken: boolean,
) {
  const fields = {
    ...metadata,
    ...held,
    ...(hasToken && { "x-ai-account": account, "x-ai-workspace": workspace }),
    external_trace_id: traceId,
  };
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== ""));
}
