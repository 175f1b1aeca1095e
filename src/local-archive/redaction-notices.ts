const channelName = "audiokit-texts-redacted";

/** Tells every tab, this one included, that stored texts were rewritten. */
export function announceRedaction(): void {
  const channel = new BroadcastChannel(channelName);
  channel.postMessage(null);
  channel.close();
}

/**
 * Calls back when stored texts were rewritten, in any tab: what was read of them before must be read again.
 *
 * @returns ends it
 */
export function onRedaction(reload: () => void): () => void {
  const channel = new BroadcastChannel(channelName);
  channel.onmessage = reload;
  return () => channel.close();
}
