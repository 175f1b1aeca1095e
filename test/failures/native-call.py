"""Makes a call of the platform as a Python client does, and writes the line of its log: `native-call.py ADDRESS`."""

import json
import sys
from datetime import datetime, timezone

import grpc


def main():
    with grpc.insecure_channel(sys.argv[1]) as channel:
        synthesize = channel.unary_unary("/mts.ai.audiogram.tts.v2.TTS/Synthesize")
        try:
            synthesize(b"", timeout=10)
        except grpc.RpcError as error:
            print(json.dumps(line_of(error)))


def line_of(error):
    return {
        "timestamp": datetime.now(timezone.utc).isoformat(),
        "level": "ERROR",
        "event": "request_error",
        "request_id": "req_1_0001",
        "error": {
            "error_type": type(error).__name__,
            "grpc_code": str(error.code()),
            "error_message": str(error),
        },
    }


main()
