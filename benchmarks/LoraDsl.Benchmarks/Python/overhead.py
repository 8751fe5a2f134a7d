"""Many calls of one operator on small tensors."""

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


class Overhead:
    device = torch.device("cpu")

    def __init__(self, settings):
        self.call, self.calls = cases[settings["case"]], settings["calls"]

    def step(self):
        call = self.call
        for _ in range(self.calls):
            call()


open = Overhead
