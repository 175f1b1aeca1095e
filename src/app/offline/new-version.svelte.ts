/** A newer version of the page. It is never taken by itself: a person reloads the page, or says so where it is offered. */
export class NewVersion {
  /** Whether one is there. */
  isReady = $state(false);
  /** Starts the newer version: the page is loaded again. Set by what watches for it. */
  take: () => void = () => undefined;

  /** Offers it no more, until there is another one or the page is loaded again. */
  readonly putOff = (): void => void (this.isReady = false);
}
