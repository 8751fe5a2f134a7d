"""Forward and backward of three frozen linear layers of one input with the usual LoRA formula."""

import torch

linear = torch.nn.functional.linear


class EagerGroup:
    def __init__(self, settings):
        rows, width, rank = (settings[name] for name in ("rows", "width", "rank"))
        self.device = torch.device(settings["device"])
        torch.manual_seed(1)
        where = {"device": self.device}
        self.layers = [torch.nn.Linear(width, width, **where).requires_grad_(False) for _ in range(3)]
        self.reducers = [torch.nn.Parameter(torch.randn(rank, width, **where)) for _ in self.layers]
        self.expanders = [torch.nn.Parameter(torch.zeros(width, rank, **where)) for _ in self.layers]
        self.x = torch.randn(rows, width, **where, requires_grad=True)
        self.gradients = [torch.randn(rows, width, **where) for _ in self.layers]

    def step(self):
        x = self.x
        outputs = [layer(x) + 2.0 * linear(linear(x, a), b) for layer, a, b in zip(self.layers, self.reducers, self.expanders)]
        torch.autograd.backward(outputs, self.gradients)
        x.grad = None
        for factor in self.reducers + self.expanders:
            factor.grad = None
        if self.device.type == "cuda":
            torch.cuda.synchronize()


open = EagerGroup
