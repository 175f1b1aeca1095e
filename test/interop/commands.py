"""Replays what the official command-line client does for one command, see `serve.py`.

Written from the documented behaviour of that client: the same calls with the same metadata, options and order. Its answer is what
the client's output is made of. The stubs lie on PYTHONPATH, and minio for the long-running commands.
"""

import io
import json
import time
import urllib.error
import urllib.request
import wave

import grpc
from google.protobuf.empty_pb2 import Empty
from mts.ai.audiogram.long_running.v1 import long_running_pb2, long_running_pb2_grpc
from mts.ai.audiogram.longrunning_presets.v2 import longrunning_presets_pb2, longrunning_presets_pb2_grpc
from mts.ai.audiogram.longrunning_task.v1 import longrunning_task_pb2
from mts.ai.audiogram.stt.v3 import stt_pb2, stt_pb2_grpc
from mts.ai.audiogram.stt_presets.v2 import stt_presets_pb2, stt_presets_pb2_grpc
from mts.ai.audiogram.tts.v2 import tts_pb2, tts_pb2_grpc
from mts.ai.audiogram.tts_presets.v2 import tts_presets_pb2, tts_presets_pb2_grpc
from mts.ai.audiogram.voice_cloning.v1 import voice_cloning_pb2, voice_cloning_pb2_grpc


def answer(address, command, options):
    """Runs one command. `options` is JSON."""
    options = json.loads(options)
    # The client keeps its library's limits: replies of at most 4 MiB. Like a program of its own, it opens a connection.
    alone = [("grpc.use_local_subchannel_pool", 1)]
    with grpc.insecure_channel(address, options=alone) as channel:
        try:
            return {**getattr(Commands(address, channel, options), command)(), "code": "OK"}
        except grpc.RpcError as error:
            metadata = to_dict(error.initial_metadata() or ())
            return {"code": error.code().name, "details": error.details(), "metadata": metadata}


class Commands:
    def __init__(self, address, channel, options):
        self.address, self.channel, self.options = address, channel, options
        self.metadata = [("external_trace_id", options["trace"])] if "trace" in options else []
        if "token" in options:
            self.metadata += [("authorization", "Bearer " + options["token"]), ("x-ai-account", "account")]

    # models

    def models_recognize(self):
        return self.models(stt_pb2_grpc.STTStub(self.channel), ["name", "language_code", "sample_rate_hertz"])

    def models_synthesize(self):
        return self.models(tts_pb2_grpc.TTSStub(self.channel), ["name", "sample_rate_hertz", "type", "language_code"])

    def models(self, stub, columns):
        response, call = self.unary(stub.GetModelsInfo, Empty())
        rows = sorted([getattr(model, column) for column in columns] for model in response.models)
        return {"metadata": to_dict(call.initial_metadata()), "rows": rows}

    # synthesize

    def synthesize_file(self):
        return self.whole(tts_pb2_grpc.TTSStub(self.channel).Synthesize, self.speech())

    def synthesize_stream(self):
        return self.pieces(tts_pb2_grpc.TTSStub(self.channel).StreamingSynthesize, self.speech())

    def synthesize_preset_file(self):
        return self.whole(tts_presets_pb2_grpc.TTSStub(self.channel).Synthesize, self.preset_speech())

    def synthesize_preset_stream(self):
        return self.pieces(tts_presets_pb2_grpc.TTSStub(self.channel).StreamingSynthesize, self.preset_speech())

    def synthesize_cloned_file(self):
        return self.whole(tts_pb2_grpc.TTSStub(self.channel).VoiceCloning, self.cloned_speech())

    def synthesize_cloned_stream(self):
        return self.pieces(tts_pb2_grpc.TTSStub(self.channel).StreamingVoiceCloning, self.cloned_speech())

    def speech(self):
        return tts_pb2.SynthesizeSpeechRequest(
            **self.source(),
            language_code="ru",
            encoding=tts_pb2.AudioEncoding.LINEAR_PCM,
            sample_rate_hertz=self.options.get("sample_rate", 16000),
            voice_name=self.options.get("voice", "borisova"),
            synthesize_options=tts_pb2.SynthesizeOptions(
                model_type=self.options.get("model_type", ""),
                model_sample_rate_hertz=self.options.get("model_sample_rate", 0),
                voice_style=self.options.get("voice_style", 0),
            ),
        )

    def preset_speech(self):
        return tts_presets_pb2.SynthesizeSpeechRequest(**self.source(), preset=self.preset(tts_presets_pb2))

    def cloned_speech(self):
        return tts_pb2.VoiceCloningRequest(
            **self.source(),
            language_code="ru",
            encoding=tts_pb2.AudioEncoding.LINEAR_PCM,
            sample_rate_hertz=16000,
            voice_id=self.options["voice_id"],
        )

    def source(self):
        text = self.options.get("text", "Проверка связи прошла успешно.")
        is_ssml = self.options.get("read_ssml", text.startswith("<speak"))
        return {"ssml" if is_ssml else "text": text}

    def whole(self, method, request):
        """`Received audio size: N`; the bytes are written as received, so they must be a WAV."""
        response, call = self.unary(method, request)
        if "save_to" in self.options:
            with open(self.options["save_to"], "wb") as file:
                file.write(response.audio)
        with wave.open(io.BytesIO(response.audio)) as file:
            described = {"rate": file.getframerate(), "channels": file.getnchannels(), "frames": file.getnframes()}
        return {"metadata": to_dict(call.initial_metadata()), "size": len(response.audio), "wav": described}

    def pieces(self, method, request):
        """`Received audio chunk size: N` for each message, after the metadata."""
        call = method(request, timeout=60, metadata=self.metadata)
        metadata = to_dict(call.initial_metadata())
        return {"metadata": metadata, "sizes": [len(response.audio) for response in call]}

    # recognize

    def recognize_file(self):
        samples, rate, channels = read_samples(self.options["file"])
        request = stt_pb2.FileRecognizeRequest(config=self.config(rate, channels), audio=samples)
        response, call = self.unary(stt_pb2_grpc.STTStub(self.channel).FileRecognize, request)
        return self.results(call, response.response)

    def recognize_preset_file(self):
        samples, _, _ = read_samples(self.options["file"])
        request = stt_presets_pb2.FileRecognizeRequest(preset=self.preset(stt_presets_pb2), audio=samples)
        response, call = self.unary(stt_presets_pb2_grpc.STTStub(self.channel).FileRecognize, request)
        return self.results(call, response.response)

    def recognize_stream(self):
        samples, rate, channels = read_samples(self.options["file"])
        config = stt_pb2.StreamRecognitionConfig(
            config=self.config(rate, channels),
            single_utterance=self.options.get("single_utterance", False),
            interim_results=self.options.get("interim_results", False),
        )
        first = stt_pb2.RecognizeRequest(config=config)
        return self.stream(stt_pb2_grpc.STTStub(self.channel), stt_pb2.RecognizeRequest, first, samples, rate)

    def recognize_preset_stream(self):
        samples, rate, _ = read_samples(self.options["file"])
        first = stt_presets_pb2.RecognizeRequest(preset=self.preset(stt_presets_pb2))
        stub = stt_presets_pb2_grpc.STTStub(self.channel)
        return self.stream(stub, stt_presets_pb2.RecognizeRequest, first, samples, rate)

    def stream(self, stub, message, first, samples, rate):
        """Chunks of 1000 ms; the metadata is waited for before any result is read."""

        def requests():
            yield first
            for start in range(0, len(samples), rate * 2):
                yield message(audio=samples[start : start + rate * 2])

        call = stub.Recognize(requests(), timeout=60, metadata=self.metadata)
        metadata = to_dict(call.initial_metadata())
        answer = self.results(call, list(call))
        return {**answer, "metadata": metadata}

    def results(self, call, responses):
        """The `Result N:` blocks."""
        blocks = []
        for response in responses:
            hypothesis = response.hypothesis
            blocks.append(
                {
                    "channel": response.channel,
                    "text": hypothesis.normalized_transcript or hypothesis.transcript,
                    "is_final": response.is_final,
                    "start": hypothesis.start_time_ms,
                    "end": hypothesis.end_time_ms,
                    "words": [word.word for word in hypothesis.words],
                    "marks": [[mark.mark_type, mark.offset_ms] for mark in response.va_marks],
                }
            )
        return {"metadata": to_dict(call.initial_metadata()), "results": blocks}

    def config(self, rate, channels):
        """Options that were not given are sent with the client's defaults, and the dictionaries empty."""
        options = self.options
        algorithm = options.get("use_va_algo", "vad")
        va_config = stt_pb2.VoiceActivityConfig(
            usage=0,
            vad_options=stt_pb2.VADOptions(
                threshold=options.get("vad_threshold", 0.1),
                speech_pad_ms=options.get("vad_speech_pad_ms", 300),
                min_silence_ms=options.get("vad_min_silence_ms", 500),
                min_speech_ms=options.get("vad_min_speech_ms", 250),
                mode=["default", "split_by_pauses", "only_speech"].index(options.get("vad_mode", "default")),
            ),
        )
        if algorithm == "none":
            va_config = stt_pb2.VoiceActivityConfig(usage=1)
        if algorithm == "dep":
            # The retired algorithm: usage 2, its options in field 3.
            va_config = stt_pb2.VoiceActivityConfig.FromString(b"\x08\x02\x1a\x00")
        if algorithm == "enhanced_vad":
            va_config = stt_pb2.VoiceActivityConfig(
                usage=3, enhanced_vad_options=stt_pb2.EnhancedVADOptions(**self.windows("enhanced_vad"))
            )
        if algorithm == "target_speech_vad":
            va_config = stt_pb2.VoiceActivityConfig(
                usage=4, target_speech_vad_options=stt_pb2.TargetSpeechVADOptions(**self.windows("target_speech_vad"))
            )
        return stt_pb2.RecognitionConfig(
            encoding=stt_pb2.AudioEncoding.LINEAR_PCM,
            sample_rate_hertz=rate,
            language_code="ru",
            audio_channel_count=channels,
            split_by_channel=options.get("split_by_channel", False),
            model=options.get("model", "e2e-v3"),
            enable_word_time_offsets=options.get("enable_word_time_offsets", False),
            va_config=va_config,
            va_response_mode=options.get("va_response_mode", 0),
            genderage_config=stt_pb2.GenderAgeEmotionConfig(enable=options.get("enable_genderage", False)),
            antispoofing_config=stt_pb2.AntiSpoofingConfig(
                enable=options.get("enable_antispoofing", False),
                max_duration_for_analysis_ms=5000,
                **self.present(FAR="as_far", FRR="as_frr"),
            ),
            context_dictionary=stt_pb2.ContextDictionaryConfig(
                dictionary_name=options.get("dictionary_name", ""), weight=options.get("dictionary_weight", 0)
            ),
            punctuation_config=stt_pb2.PunctuationConfig(enable=options.get("enable_punctuator", False)),
            denormalization_config=stt_pb2.DenormalizationConfig(enable=options.get("enable_denormalization", False)),
            speaker_labeling_config=stt_pb2.SpeakerLabelingConfig(
                enable=options.get("enable_speaker_labeling", False),
                **self.present(max_speakers="speakers_max", num_speakers="speakers_num"),
            ),
            substitution_dictionary_config=stt_pb2.SubstitutionDictionaryConfig(
                **self.present(dictionary_name="subst_dictionary_name")
            ),
        )

    def windows(self, prefix):
        """The four options of an algorithm that has windows, with the client's defaults."""
        defaults = {"beginning_window_ms": 360, "beginning_threshold": 0.370878}
        defaults |= {"ending_window_ms": 360, "ending_threshold": 0.00125}
        return {name: self.options.get(f"{prefix}_{name}", value) for name, value in defaults.items()}

    def present(self, **names):
        """Fields whose option was given."""
        return {field: self.options[option] for field, option in names.items() if option in self.options}

    # cloning

    def cloning_clone(self):
        samples, rate, channels = read_samples(self.options["file"])
        audio_format = voice_cloning_pb2.AudioFormat(
            encoding=stt_pb2.AudioEncoding.LINEAR_PCM, sample_rate_hertz=rate, audio_channel_count=channels
        )
        request = voice_cloning_pb2.CloneVoiceRequest(audio_format=audio_format, signal=samples)
        response, call = self.unary(self.cloning().CloneVoice, request)
        return {"metadata": to_dict(call.initial_metadata()), "task_id": response.val}

    def cloning_info(self):
        request = voice_cloning_pb2.TaskId(val=self.options["task_id"])
        # No deadline, like the client.
        response, call = self.cloning().GetTaskInfo.with_call(request, metadata=self.metadata)
        status = voice_cloning_pb2.TaskInfo.Status.Name(response.status)
        return {"metadata": to_dict(call.initial_metadata()), "voice_id": response.voice_id, "status": status}

    def cloning_delete(self):
        request = voice_cloning_pb2.DeleteVoiceRequest(voice_id=self.options["voice_id"])
        _, call = self.cloning().DeleteVoice.with_call(request, metadata=self.metadata)
        return {"metadata": to_dict(call.initial_metadata())}

    def cloning(self):
        return voice_cloning_pb2_grpc.VoiceCloningStub(self.channel)

    # recognize long

    def long_full(self):
        created = self.long_create("long-running-audio")
        task_id = created["task_id"]
        statuses = [created["status"]]
        while statuses[-1] in ("NEW", "IN_PROGRESS"):
            time.sleep(0.1)
            task = self.long_info(task_id)
            if task["status"] != statuses[-1]:
                statuses.append(task["status"])
        return {"metadata": created["metadata"], "statuses": statuses, "response_ids": task["response_ids"]}

    def long_create(self, bucket="longrunningaudiofiles"):
        from minio import Minio

        store = Minio(self.address, "demo-access", self.options.get("secret_key", "demo-secret"), secure=False)
        store.fput_object(bucket, "clip.wav", self.options["file"])
        stub, request = self.long_request(bucket)
        response, call = self.unary(stub.LongRunningRecognize, request)
        return {"metadata": to_dict(call.initial_metadata()), **describe_task(response)}

    def long_request(self, bucket):
        path = {"bucket_name": bucket, "object_name": "clip.wav"}
        if "preset" in self.options:
            request = longrunning_presets_pb2.LongRunningRecognizeRequest(
                preset=self.preset(stt_presets_pb2), s3_audio_path=[path]
            )
            return longrunning_presets_pb2_grpc.LongRunningStub(self.channel), request
        _, rate, channels = read_samples(self.options["file"])
        request = long_running_pb2.LongRunningRecognizeRequest(config=self.config(rate, channels), s3_audio_path=[path])
        return self.long_stub(), request

    def long_info(self, task_id=None):
        return self.long_ask(self.long_stub().GetTaskInfo, task_id)

    def long_cancel(self):
        return self.long_ask(self.long_stub().CancelTask, None)

    def long_ask(self, method, task_id):
        request = longrunning_task_pb2.TaskRequest(task_id=task_id or self.options["task_id"])
        response, call = self.unary(method, request)
        return {"metadata": to_dict(call.initial_metadata()), **describe_task(response)}

    def long_stub(self):
        if "preset" in self.options:
            return longrunning_presets_pb2_grpc.LongRunningStub(self.channel)
        return long_running_pb2_grpc.LongRunningStub(self.channel)

    def bucket(self):
        """What S3 clients do for a large file: it goes up in parts."""
        from minio import Minio
        from minio.error import S3Error

        store = Minio(self.address, "demo-access", "demo-secret", secure=False)
        data = bytes(range(256)) * 50_000
        store.make_bucket("my-bucket")
        store.put_object("my-bucket", "папка/a b+c&d.wav", io.BytesIO(data), len(data))
        whole = store.get_object("my-bucket", "папка/a b+c&d.wav").read()
        part = store.get_object("my-bucket", "папка/a b+c&d.wav", offset=1000, length=10).read()
        names = [found.object_name for found in store.list_objects("my-bucket", recursive=True)]
        store.remove_object("my-bucket", "папка/a b+c&d.wav")
        store.remove_bucket("my-bucket")
        try:
            Minio(self.address, "demo-access", "wrong", secure=False).list_buckets()
            refusal = ""
        except S3Error as error:
            refusal = error.code
        same = whole == data and part == data[1000:1010]
        return {"same": same, "names": names, "exists": store.bucket_exists("my-bucket"), "refusal": refusal}

    # archive

    def archive_list(self):
        return {"requests": self.archive("?" + self.options["query"] if "query" in self.options else "")["data"]}

    def archive_transcript(self):
        """`words` and `start_time` are required; every download lists the requests first, for the name of its folder."""
        self.archive("")
        lines = []
        for phrase in self.archive("/" + self.options["request_id"] + "/transcript")["data"]:
            seconds = phrase["start_time"].get("seconds", 0) + phrase["start_time"]["nanos"] / 1e9
            words = [[word["word"], word["start_time"]["nanos"]] for word in phrase["words"]]
            lines.append({"seconds": seconds, "text": phrase["transcript"], "words": len(words)})
        return {"lines": lines}

    def archive_marks(self):
        marks = self.archive("/" + self.options["request_id"] + "/voice_activity_marks")["data"]
        return {"marks": [[mark["mark_type"], mark["offset_ms"]] for mark in marks]}

    def archive_audio(self):
        with urllib.request.urlopen(self.archive_url("/" + self.options["request_id"] + "/audio")) as response:
            with wave.open(io.BytesIO(response.read())) as file:
                return {"wav": {"rate": file.getframerate(), "frames": file.getnframes()}}

    def archive(self, path):
        with urllib.request.urlopen(self.archive_url(path)) as response:
            return json.load(response)

    def archive_url(self, path):
        return f"http://{self.address}/clients/{self.options.get('client', 'demo-client')}/requests{path}"

    # all

    def unary(self, method, request):
        return method.with_call(request, timeout=60, metadata=self.metadata)

    def preset(self, module):
        name, version = self.options["preset"]
        return module.Preset(preset_name=name, preset_version=version)


def describe_task(task):
    return {
        "task_id": task.id,
        "status": longrunning_task_pb2.Task.Status.Name(task.status),
        "response_ids": [audio.response_id for audio in task.audio_requests],
    }


def read_samples(path):
    with wave.open(path) as file:
        return file.readframes(file.getnframes()), file.getframerate(), file.getnchannels()


def to_dict(metadata):
    return {pair.key: pair.value for pair in metadata}

