"""Runs a script of this folder again and again: `serve.py SCRIPT`, without its ending.

Each line on standard input is the words of one run as JSON, each line on standard output what the script's `answer(*words)` gave.
Loading grpcio and the stubs takes longer than most calls.
"""

import faulthandler
import importlib
import json
import sys


def main():
    script = importlib.import_module(sys.argv[1])
    for line in sys.stdin:
        # A call that hangs says where, before whoever waits for this program gives it up.
        faulthandler.dump_traceback_later(90, exit=True)
        answer = script.answer(*json.loads(line))
        faulthandler.cancel_dump_traceback_later()
        print(json.dumps(answer), flush=True)


main()
