"""Takes the words of the official command-line client and makes its calls: `python3 -m clients.main GROUP COMMAND [options]`.

Written from the documented options of that client (contract, section 11); what it does with them is in commands.py. It knows
no other option, refuses a wrong value as the client does with 2, and prints the answer as one JSON object.
"""

import argparse
import json
import sys
import urllib.parse
import urllib.request

import grpc
from commands import Commands

VOICE_STYLES = ["neutral", "happy", "angry", "sad", "surprised"]
MARK_MODES = ["disable", "enable", "enable_async"]
ALGORITHMS = ["none", "vad", "dep", "enhanced_vad", "target_speech_vad"]


def read_words():
    parser = argparse.ArgumentParser(allow_abbrev=False)
    parser.add_argument("group", choices=["models", "synthesize", "recognize", "cloning"])
    parser.add_argument("command", choices=["recognize", "synthesize", "file", "stream", "clone", "info", "delete"])
    parser.add_argument("--api-address", required=True)
    parser.add_argument("--secure", choices=["true", "false"], required=True)
    for name in ["client-id", "client-secret", "sso-url", "realm"]:
        parser.add_argument("--" + name)
    words, rest = parser.parse_known_args()
    options = argparse.ArgumentParser(allow_abbrev=False)
    add = {"synthesize": add_speech, "recognize": add_recognition, "cloning": add_cloning, "models": lambda *_: None}
    add[words.group](options, words.command)
    return words, vars(options.parse_args(rest))


def add_speech(options, _command):
    options.add_argument("--text", required=True)
    options.add_argument("--voice-name", required=True)
    options.add_argument("--save-to", default="synthesized_audio.wav")
    options.add_argument("--read-ssml", action="store_true")
    options.add_argument("--sample-rate", type=int, default=16000)
    options.add_argument("--model-type", default="")
    options.add_argument("--model-sample-rate", type=int, default=0)
    options.add_argument("--voice-style", choices=VOICE_STYLES, default="neutral")


def add_recognition(options, command):
    options.add_argument("--audio-file", required=True)
    options.add_argument("--model", default="e2e-v3")
    names = ["word-time-offsets", "punctuator", "denormalization", "speaker-labeling", "genderage", "antispoofing"]
    for name in names:
        options.add_argument("--enable-" + name, action="store_true")
    options.add_argument("--va-response-mode", choices=MARK_MODES, default="disable")
    options.add_argument("--use-va-algo", choices=ALGORITHMS, default="vad")
    options.add_argument("--vad-mode", choices=["default", "split_by_pauses", "only_speech"], default="default")
    options.add_argument("--vad-threshold", type=float, default=0.1 if command == "file" else 0.9)
    options.add_argument("--vad-min-silence-ms", type=int, default=500 if command == "file" else 1000)
    options.add_argument("--vad-speech-pad-ms", type=int, default=300)
    options.add_argument("--vad-min-speech-ms", type=int, default=250)
    for splitter in ["enhanced-vad", "target-speech-vad"]:
        options.add_argument(f"--{splitter}-beginning-window-ms", type=int, default=360)
        options.add_argument(f"--{splitter}-beginning-threshold", type=float, default=0.370878)
        options.add_argument(f"--{splitter}-ending-window-ms", type=int, default=360)
        options.add_argument(f"--{splitter}-ending-threshold", type=float, default=0.00125)
    options.add_argument("--as-far", type=float)
    options.add_argument("--as-frr", type=float)
    options.add_argument("--speakers-max", type=int)
    options.add_argument("--speakers-num", type=int)
    options.add_argument("--dictionary-name", default="")
    options.add_argument("--dictionary-weight", type=float, default=0)
    options.add_argument("--subst-dictionary-name")
    if command == "file":
        options.add_argument("--split-by-channel", action="store_true")
    else:
        options.add_argument("--single-utterance", action="store_true")
        options.add_argument("--interim-results", action="store_true")


def add_cloning(options, command):
    options.add_argument({"clone": "--audio-file", "info": "--task-id", "delete": "--voice-id"}[command], required=True)


def fetch_token(words):
    form = {"grant_type": "client_credentials", "client_id": words.client_id, "client_secret": words.client_secret}
    url = f"{words.sso_url.rstrip('/')}/realms/{words.realm}/protocol/openid-connect/token"
    with urllib.request.urlopen(url, urllib.parse.urlencode(form).encode()) as response:
        return json.load(response)["access_token"]


def main():
    words, options = read_words()
    options = {name: value for name, value in options.items() if value is not None}
    for ours, theirs in [("audio_file", "file"), ("voice_name", "voice")]:
        if ours in options:
            options[theirs] = options.pop(ours)
    if "voice_style" in options:
        options["voice_style"] = VOICE_STYLES.index(options["voice_style"])
    if "va_response_mode" in options:
        options["va_response_mode"] = MARK_MODES.index(options["va_response_mode"])
    if words.client_id:
        options["token"] = fetch_token(words)
    secure = words.secure == "true"
    open_channel = (lambda at: grpc.secure_channel(at, grpc.ssl_channel_credentials())) if secure else grpc.insecure_channel
    with open_channel(words.api_address) as channel:
        try:
            answer = getattr(Commands(words.api_address, channel, options), f"{words.group}_{words.command}")()
        except grpc.RpcError as error:
            print(f"gRPC call failed!\ncode: {error.code()}\ndetails: {error.details()}")
            sys.exit(1)
    print(json.dumps(answer))


main()
