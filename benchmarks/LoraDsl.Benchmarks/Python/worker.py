"""Contenders in Python, for the benchmarks in C# to take turns with.

Argument: the threads to use. A request is a line of JSON on standard input, an answer one on standard output:
    {"do": "open", "id": 1, "kind": "linear", "settings": {...}}    {"ready": true}, or {"missing": "what is not installed"}
    {"do": "check", "id": 1}                     {"values": {name: {"norm": 1.0, "samples": [...]}}}
    {"do": "run", "id": 1, "iterations": 5}      {"seconds": 0.1}, of one iteration
    {"do": "close", "id": 1}                     {"ready": true}
What goes wrong is answered as {"error": "..."}.
"""

import gc
import importlib
import json
import statistics
import sys
import time
import traceback

import torch

KINDS = {
    "group": "eager_group",
    "interchange": "interchange",
    "linear": "linear",
    "transformer": "transformer",
}


def run(contender, iterations):
    if contender.device.type == "cuda":
        torch.cuda.synchronize()
        start = time.perf_counter()
        for _ in range(iterations):
            contender.step()
        torch.cuda.synchronize()
        return (time.perf_counter() - start) / iterations
    seconds = []
    for _ in range(iterations):
        start = time.perf_counter()
        contender.step()
        seconds.append(time.perf_counter() - start)
    return statistics.median(seconds)


def answer(contenders, request):
    identity = request["id"]
    if request["do"] == "open":
        kind = importlib.import_module(KINDS[request["kind"]])
        contenders[identity] = kind.open(request["settings"])
        return {"ready": True}
    if request["do"] == "check":
        return {"values": contenders[identity].check()}
    if request["do"] == "run":
        return {"seconds": run(contenders[identity], request["iterations"])}
    del contenders[identity]
    gc.collect()
    if torch.cuda.is_available():
        torch.cuda.empty_cache()
    return {"ready": True}


def main():
    torch.set_num_threads(int(sys.argv[1]))
    # What a library prints must not stand among the answers.
    answers, sys.stdout = sys.stdout, sys.stderr
    contenders = {}
    for line in sys.stdin:
        try:
            reply = answer(contenders, json.loads(line))
        except ImportError as missing:
            reply = {"missing": f"Python cannot import {missing.name or 'a module'}: {missing}"}
        except Exception:
            reply = {"error": traceback.format_exc(limit=-3)}
        print(json.dumps(reply), file=answers, flush=True)


main()
