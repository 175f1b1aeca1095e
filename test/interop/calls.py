"""Calls the platform as a Python client does, see `serve.py`.

The stubs are made by protoc from proto/ and lie on PYTHONPATH.
"""

import json
import threading
import wave

import grpc
from google.protobuf.empty_pb2 import Empty
from mts.ai.audiogram.stt.v3 import stt_pb2, stt_pb2_grpc
from mts.ai.audiogram.tts.v2 import tts_pb2, tts_pb2_grpc

MESSAGE_LIMIT = 62914560


def answer(address, method, options):
    """Makes one call. `options` is JSON."""
    limits = [("grpc.max_send_message_length", -1), ("grpc.max_receive_message_length", -1)]
    # Like a program of its own, it opens a connection.
    alone = [("grpc.use_local_subchannel_pool", 1)]
    with grpc.insecure_channel(address, options=limits + alone) as channel:
        calls = Calls(channel, json.loads(options))
        try:
            return {**getattr(calls, method)(), "code": "OK"}
        except grpc.RpcError as error:
            metadata = to_dict(error.initial_metadata() or ())
            return {"code": error.code().name, "details": error.details(), "metadata": metadata}


class Calls:
    def __init__(self, channel, options):
        self.tts = tts_pb2_grpc.TTSStub(channel)
        self.stt = stt_pb2_grpc.STTStub(channel)
        self.options = options
        self.call = {"timeout": options.get("timeout", 60)}
        if "token" in options:
            self.call["metadata"] = [("authorization", "Bearer " + options["token"])]

    def synthesize(self):
        response, call = self.tts.Synthesize.with_call(self.speech_request(), **self.call)
        return {
            "metadata": to_dict(call.initial_metadata()),
            "wav": describe_wav(response.audio),
            "sentAtMs": response.header.timestamp,
        }

    def synthesize_stream(self):
        call = self.tts.StreamingSynthesize(self.speech_request(), **self.call)
        metadata = to_dict(call.initial_metadata())
        sizes = []
        for response in call:
            sizes.append(len(response.audio))
            if len(sizes) == self.options.get("cancelAfter"):
                call.cancel()
        return {"metadata": metadata, "sizes": sizes}

    def speech_models(self):
        return self.models(self.tts)

    def recognition_models(self):
        return self.models(self.stt)

    def recognize(self):
        samples, rate = read_samples(self.options["file"])
        request = stt_pb2.FileRecognizeRequest(config=recognition_config(rate, self.options), audio=samples)
        response, call = self.stt.FileRecognize.with_call(request, **self.call)
        phrases = [part.hypothesis.normalized_transcript or part.hypothesis.transcript for part in response.response]
        return {"metadata": to_dict(call.initial_metadata()), "phrases": phrases, "sentAtMs": response.header.timestamp}

    def recognize_silence(self):
        """Uploads that many bytes of digital silence."""
        config = recognition_config(16000, self.options)
        request = stt_pb2.FileRecognizeRequest(config=config, audio=bytes(self.options["bytes"]))
        response = self.stt.FileRecognize(request, **self.call)
        return {"phrases": [part.hypothesis.transcript for part in response.response if part.hypothesis.transcript]}

    def recognize_stream(self):
        """Sends audio only once the metadata has come: a server that waits for its first response is found out."""
        samples, rate = read_samples(self.options["file"])
        has_metadata = threading.Event()
        config = stt_pb2.StreamRecognitionConfig(
            config=recognition_config(rate, self.options), interim_results=self.options.get("interim", False)
        )

        def requests():
            yield stt_pb2.RecognizeRequest(config=config)
            has_metadata.wait()
            half_second = rate
            for start in range(0, len(samples), half_second):
                yield stt_pb2.RecognizeRequest(audio=samples[start : start + half_second])

        call = self.stt.Recognize(requests(), **self.call)
        try:
            metadata = to_dict(call.initial_metadata())
        finally:
            has_metadata.set()
        finals, interim = [], 0
        for response in call:
            if not response.HasField("hypothesis"):
                continue
            if response.is_final:
                finals.append(response.hypothesis.normalized_transcript or response.hypothesis.transcript)
            else:
                interim += 1
        return {"metadata": metadata, "finals": finals, "interim": interim}

    def models(self, stub):
        response, call = stub.GetModelsInfo.with_call(Empty(), **self.call)
        return {
            "metadata": to_dict(call.initial_metadata()),
            "names": sorted({model.name for model in response.models}),
            "sentAtMs": response.header.timestamp,
        }

    def speech_request(self):
        return tts_pb2.SynthesizeSpeechRequest(
            text=self.options["text"] * self.options.get("repeat", 1),
            language_code=self.options.get("language", "ru"),
            encoding=tts_pb2.AudioEncoding.LINEAR_PCM,
            sample_rate_hertz=self.options.get("rate", 16000),
            voice_name=self.options.get("voice", "borisova"),
        )


def recognition_config(rate, options):
    return stt_pb2.RecognitionConfig(
        encoding=stt_pb2.AudioEncoding.LINEAR_PCM,
        sample_rate_hertz=rate,
        language_code=options.get("language", "en"),
        audio_channel_count=1,
        model=options.get("model", "moonshine-tiny-en"),
    )


def read_samples(path):
    with wave.open(path) as file:
        assert file.getsampwidth() == 2 and file.getnchannels() == 1
        return file.readframes(file.getnframes()), file.getframerate()


def describe_wav(data):
    """Reads it with Python's own reader, which refuses a broken header."""
    import io

    with wave.open(io.BytesIO(data)) as file:
        samples = memoryview(file.readframes(file.getnframes())).cast("h")
        return {
            "rate": file.getframerate(),
            "channels": file.getnchannels(),
            "seconds": file.getnframes() / file.getframerate(),
            "peak": max(abs(sample) for sample in samples),
        }


def to_dict(metadata):
    return {pair.key: pair.value for pair in metadata}
