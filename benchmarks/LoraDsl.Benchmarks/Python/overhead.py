"""Many calls of one operator on small tensors.

Arguments: the case, the calls of an iteration. For every number read from a line of
standard input it does that many iterations and prints the median seconds of one.
"""

import statistics
import sys
import time

import torch

size = 8
a, b, bias = torch.randn(size, size), torch.randn(size, size), torch.randn(size)
recorded = torch.randn(size, size, requires_grad=True)
pair = [a, b]
functional = torch.nn.functional
cases = {
    "add": lambda: a + b,
    "add recorded": lambda: recorded + b,
    "mul by scalar": lambda: a * 2.0,
    "mm 8x8": lambda: a.mm(b),
    "linear": lambda: functional.linear(a, b, bias),
    "relu": lambda: a.relu(),
    "softmax": lambda: functional.softmax(a, -1),
    "layer_norm": lambda: functional.layer_norm(a, [size], bias, bias),
    "sum": lambda: a.sum(),
    "mean of a dimension": lambda: a.mean([1]),
    "view": lambda: a.view(-1),
    "transpose": lambda: a.transpose(0, 1),
    "index by a number": lambda: a[0],
    "index by a slice": lambda: a[1:3],
    "cat": lambda: torch.cat(pair, 0),
    "zeros": lambda: torch.zeros(size),
}
call, calls = cases[sys.argv[1]], int(sys.argv[2])


def step():
    for _ in range(calls):
        call()


for line in sys.stdin:
    seconds = []
    for _ in range(int(line)):
        start = time.perf_counter()
        step()
        seconds.append(time.perf_counter() - start)
    print(statistics.median(seconds), flush=True)
