"""A stock grpcio server that computes without a word: `silent-server.py SECONDS`; prints its port.

Unary Synthesize and bidirectional Recognize answer after SECONDS. Every setting is grpcio's default, so a client that
pings too often is sent away (GOAWAY too_many_pings).
"""

import sys
import time
from concurrent import futures

import grpc
from mts.ai.audiogram.stt.v3 import stt_pb2_grpc
from mts.ai.audiogram.stt_response.v1 import stt_response_pb2
from mts.ai.audiogram.tts.v2 import tts_pb2, tts_pb2_grpc

SECONDS = float(sys.argv[1])


class Speech(tts_pb2_grpc.TTSServicer):
    def Synthesize(self, request, context):
        time.sleep(SECONDS)
        return tts_pb2.SynthesizeSpeechResponse(audio=b"done")


class Recognition(stt_pb2_grpc.STTServicer):
    def Recognize(self, requests, context):
        next(requests)
        time.sleep(SECONDS)
        yield stt_response_pb2.RecognizeResponse(is_final=True)


server = grpc.server(futures.ThreadPoolExecutor(max_workers=8))
tts_pb2_grpc.add_TTSServicer_to_server(Speech(), server)
stt_pb2_grpc.add_STTServicer_to_server(Recognition(), server)
print(server.add_insecure_port("127.0.0.1:0"), flush=True)
server.start()
server.wait_for_termination()
