"""Entry program of the added engine's own process: recognises one phrase after the other.

Arguments: name of the model, its folder, its quantization ("" for none). A phrase arrives on standard input: the number of its
samples (4 bytes, little endian), then the samples (32-bit floats, mono, 16 kHz). Its words leave on standard output as the JSON
lines of --asr-command, one for each word; an empty line ends them, and another one says first that the model is loaded. The end of
standard input ends the process.
"""

import json
import math
import os
import struct
import sys

import numpy
import onnx_asr
import onnxruntime

SAMPLE_RATE_HZ = 16_000
BYTES_PER_SAMPLE = 4
# A model tells when a token begins; the last one of a word is taken to last this long.
TOKEN_SECONDS = 0.08


def load(name, folder, quantization):
    options = onnxruntime.SessionOptions()
    # The other half of the machine is for the companion and the browser.
    options.intra_op_num_threads = max(1, (os.cpu_count() or 1) // 2)
    model = onnx_asr.load_model(
        name,
        folder,
        quantization=quantization or None,
        sess_options=options,
        providers=["CPUExecutionProvider"],
    )
    return model.with_timestamps()


def words_of(result):
    """Joins tokens to words: a token with a blank before it begins one."""
    words = []
    tokens = zip(result.tokens or [], result.timestamps or [], result.logprobs or [])
    for token, start, logprob in tokens:
        if token.startswith(" ") or not words:
            if words:
                words[-1]["end"] = min(words[-1]["end"], start)
            words.append({"text": "", "start": start, "end": start, "logprob": 0.0})
        word = words[-1]
        word["text"] += token.strip()
        word["end"] = start + TOKEN_SECONDS
        word["logprob"] += float(logprob)
    return [word for word in words if word["text"]]


def line_of(word):
    return json.dumps(
        {
            "text": word["text"],
            "start_ms": round(1000 * word["start"]),
            "end_ms": round(1000 * word["end"]),
            "confidence": min(1.0, math.exp(word["logprob"])),
        }
    )


def main():
    phrases, answers = sys.stdin.buffer, sys.stdout
    model = load(*sys.argv[1:4])
    print(file=answers, flush=True)
    while len(header := phrases.read(4)) == 4:
        (count,) = struct.unpack("<I", header)
        sound = phrases.read(count * BYTES_PER_SAMPLE)
        if len(sound) < count * BYTES_PER_SAMPLE:
            return
        result = model.recognize(numpy.frombuffer(sound, "<f4"), sample_rate=SAMPLE_RATE_HZ)
        for word in words_of(result):
            print(line_of(word), file=answers)
        print(file=answers, flush=True)


main()
