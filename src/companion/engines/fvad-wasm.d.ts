/** The part of the package that the detector uses; it ships no types. */
declare module "@echogarden/fvad-wasm" {
  interface Fvad {
    /** The module's memory as 16-bit numbers; replaced when the memory grows, so never kept. */
    readonly HEAP16: Int16Array;
    _malloc(bytes: number): number;
    _free(pointer: number): void;
    _fvad_new(): number;
    _fvad_free(detector: number): void;
    _fvad_set_mode(detector: number, mode: number): number;
    _fvad_set_sample_rate(detector: number, hertz: number): number;
    /** 1 speech, 0 silence, -1 a frame of the wrong length. */
    _fvad_process(detector: number, frame: number, samples: number): number;
  }
  function load(): Promise<Fvad>;
  export { load as default };
}
