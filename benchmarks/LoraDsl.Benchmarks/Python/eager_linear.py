"""Forward and backward of a frozen linear layer with the usual LoRA formula.

Arguments: rows, in, out, rank, threads, device. For every number read from a line of
standard input it does that many iterations and prints the median seconds of one.
"""

import statistics
import sys
import time

import torch

rows, in_features, out_features, rank, threads = (int(value) for value in sys.argv[1:6])
device = torch.device(sys.argv[6])
torch.set_num_threads(threads)
torch.manual_seed(1)

layer = torch.nn.Linear(in_features, out_features, device=device)
layer.requires_grad_(False)
a = torch.nn.Parameter(torch.randn(rank, in_features, device=device))
b = torch.nn.Parameter(torch.zeros(out_features, rank, device=device))
x = torch.randn(rows, in_features, device=device, requires_grad=True)
gradient = torch.randn(rows, out_features, device=device)
linear = torch.nn.functional.linear


def step():
    y = layer(x) + 2.0 * linear(linear(x, a), b)
    y.backward(gradient)
    x.grad = a.grad = b.grad = None
    if device.type == "cuda":
        torch.cuda.synchronize()


for line in sys.stdin:
    seconds = []
    for _ in range(int(line)):
        start = time.perf_counter()
        step()
        seconds.append(time.perf_counter() - start)
    print(statistics.median(seconds), flush=True)
