/** The time of day, once a second, for what counts down on the screen. */
export class SecondClock {
  nowMs = $state(Date.now());

  /** Ticks until the returned function is called. */
  start(): () => void {
    const tick = () => {
      if (!document.hidden) this.nowMs = Date.now();
    };
    tick();
    const timer = setInterval(tick, 1000);
    document.addEventListener("visibilitychange", tick);
    return () => {
      clearInterval(timer);
      document.removeEventListener("visibilitychange", tick);
    };
  }
}
