/** A microphone as a person chooses it. */
export interface MicrophoneChoice {
  deviceId: string;
  /** Empty until the browser may tell. */
  label: string;
}

/** The microphones that are plugged in now. */
export class MicrophoneList {
  all = $state.raw<readonly MicrophoneChoice[]>([]);
  /** Names are known: the person has let this page use a microphone. */
  readonly hasNames = $derived(this.all.some(({ label }) => label !== ""));
  readonly #list: () => Promise<readonly MicrophoneChoice[]>;

  constructor(list: () => Promise<readonly MicrophoneChoice[]>) {
    this.#list = list;
  }

  readonly load = async (): Promise<void> => {
    this.all = (await this.#list()).filter(({ deviceId }) => deviceId !== "");
  };

  /** Follows what is plugged in and out until the returned function is called. */
  follow(devices: Pick<MediaDevices, "addEventListener" | "removeEventListener"> | undefined): () => void {
    void this.load();
    devices?.addEventListener("devicechange", this.load);
    return () => devices?.removeEventListener("devicechange", this.load);
  }
}
