import type { AudioKitCallOptions } from "./call-options.ts";
import type { ModelList, SttModel, TtsModel } from "./models.ts";
import type { Recognition, RecognitionOptions, RecognitionRequest } from "./recognize.ts";
import type { Synthesis, SynthesisOptions, SynthesisRequest } from "./synthesize.ts";

/** The speech platform as the browser uses it. Every failure is an AudioKitError. */
export interface AudioKitClient {
  /** One answer with the whole WAV; deadline 10 minutes. */
  synthesize(request: SynthesisRequest, options?: SynthesisOptions): Promise<Synthesis>;
  /** In pieces, the first as soon as it is ready; deadline 10 minutes. */
  synthesizeStream(request: SynthesisRequest, options?: SynthesisOptions): Promise<Synthesis>;
  /** Recognises a whole recording; deadline 10 minutes. */
  recognizeFile(request: RecognitionRequest, options?: RecognitionOptions): Promise<Recognition>;
  /** Voices; deadline 60 seconds. */
  ttsModels(options?: AudioKitCallOptions): Promise<ModelList<TtsModel>>;
  /** Recognition models; deadline 60 seconds. */
  sttModels(options?: AudioKitCallOptions): Promise<ModelList<SttModel>>;
}
