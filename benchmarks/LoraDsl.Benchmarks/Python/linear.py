"""Forward and backward of one linear layer inside a network: the input's gradient is wanted, the weight's is not."""

import math

import torch
from torch import nn

import digest
import lora_layers


class One(nn.Module):
    def __init__(self, layer):
        super().__init__()
        self.layer = layer


class Linear:
    def __init__(self, settings):
        self.device = torch.device(settings["device"])
        rows, columns, out, rank = (settings[name] for name in ("rows", "in", "out", "rank"))
        dtype = getattr(torch, settings["type"])
        layer = nn.Linear(columns, out, bias=settings["bias"], device=self.device, dtype=dtype)
        # In this order here and in C#, from the same seed: the same numbers.
        torch.manual_seed(1)
        with torch.no_grad():
            layer.weight.copy_(self.draw(out, columns) / math.sqrt(columns))
            if layer.bias is not None:
                layer.bias.copy_(self.draw(out))
        a, b = self.draw(rank, columns) / math.sqrt(columns), self.draw(out, rank) / math.sqrt(rank)
        self.x = self.draw(rows, columns).to(dtype).requires_grad_()
        self.gradient = self.draw(rows, out).to(dtype)
        adapter_type = torch.float32 if settings["method"] == "peft" else dtype
        factors = {"layer": (a.to(adapter_type), b.to(adapter_type))}
        one, trained = lora_layers.adapt(One(layer), settings["method"], factors, settings["scaling"], settings["dropout"])
        self.layer = one.layer
        self.factors = trained.get("layer", ())
        self.layer.train()

    def draw(self, *shape):
        return torch.randn(*shape, device=self.device)

    def step(self):
        self.layer(self.x).backward(self.gradient)
        self.forget()

    def check(self):
        self.layer.eval()
        y = self.layer(self.x)
        y.backward(self.gradient)
        tensors = {"y": y, "dx": self.x.grad}
        tensors.update(zip(("dA", "dB"), (factor.grad for factor in self.factors)))
        values = {name: digest.of(tensor) for name, tensor in tensors.items()}
        self.forget()
        self.layer.train()
        return values

    def forget(self):
        self.x.grad = None
        for factor in self.factors:
            factor.grad = None


open = Linear
