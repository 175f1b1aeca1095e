/** The part of espeak-ng's emscripten build that we use; the package brings no types. */
declare module "@echogarden/espeak-ng-emscripten" {
  interface EspeakWorker {
    set_voice(name: string): number;
    set_rate(wordsPerMinute: number): void;
    set_pitch(pitch: number): void;
    set_range(range: number): void;
    set_volume(volume: number): void;
    get_samplerate(): number;
    /** Synchronous; the callback gets 100 ms at a time and ends the job by returning true. */
    synthesize(text: string, onAudio: (samples: Int16Array | null) => boolean): void;
    /** The address of a zero-terminated string that the caller must free. */
    convert_to_phonemes(text: string, useIpa: boolean): { ptr: number };
  }
  interface EspeakModule {
    eSpeakNGWorker: new () => EspeakWorker;
    FS: { writeFile(path: string, content: string): void };
    HEAPU8: Uint8Array;
    _free(address: number): void;
  }
  function load(): Promise<EspeakModule>;
  export { load as default };
}
