"""Forward and backward of three frozen linear layers of one input with the usual LoRA formula.

Arguments: rows, width, rank, threads, device. For every number read from a line of
standard input it does that many iterations and prints the median seconds of one.
"""

import statistics
import sys
import time

import torch

rows, width, rank, threads = (int(value) for value in sys.argv[1:5])
device = torch.device(sys.argv[5])
torch.set_num_threads(threads)
torch.manual_seed(1)

layers = [torch.nn.Linear(width, width, device=device).requires_grad_(False) for _ in range(3)]
reducers = [torch.nn.Parameter(torch.randn(rank, width, device=device)) for _ in layers]
expanders = [torch.nn.Parameter(torch.zeros(width, rank, device=device)) for _ in layers]
x = torch.randn(rows, width, device=device, requires_grad=True)
gradients = [torch.randn(rows, width, device=device) for _ in layers]
linear = torch.nn.functional.linear


def step():
    outputs = [layer(x) + 2.0 * linear(linear(x, a), b) for layer, a, b in zip(layers, reducers, expanders)]
    torch.autograd.backward(outputs, gradients)
    x.grad = None
    for factor in reducers + expanders:
        factor.grad = None
    if device.type == "cuda":
        torch.cuda.synchronize()


for line in sys.stdin:
    seconds = []
    for _ in range(int(line)):
        start = time.perf_counter()
        step()
        seconds.append(time.perf_counter() - start)
    print(statistics.median(seconds), flush=True)
