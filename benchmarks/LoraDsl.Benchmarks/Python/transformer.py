"""A transformer whose projections are all adapted: a block's forward and backward, or a whole training step of several."""

import math

import torch
from torch import nn
from torch.nn import functional

import digest
import lora_layers

PROJECTIONS = ("query", "key", "value", "output", "gate", "up", "down")


class Block(nn.Module):
    """Pre-norm attention and a gated MLP, without biases, as LLaMA has them."""

    def __init__(self, width, hidden, heads, **where):
        super().__init__()
        self.heads = heads
        for name in PROJECTIONS:
            columns, out = hidden if name == "down" else width, hidden if name in ("gate", "up") else width
            setattr(self, name, nn.Linear(columns, out, bias=False, **where))
        self.attention_norm, self.mlp_norm = nn.LayerNorm(width, **where), nn.LayerNorm(width, **where)

    def split(self, x):
        return x.view(x.shape[0], x.shape[1], self.heads, x.shape[2] // self.heads).transpose(1, 2)

    def forward(self, x):
        normed = self.attention_norm(x)
        q, k, v = self.split(self.query(normed)), self.split(self.key(normed)), self.split(self.value(normed))
        x = x + self.output(functional.scaled_dot_product_attention(q, k, v).transpose(1, 2).reshape(x.shape))
        normed = self.mlp_norm(x)
        return x + self.down(functional.silu(self.gate(normed)) * self.up(normed))


class Transformer(nn.Module):
    """Tokens to logits: frozen embedding and head, adapted blocks between them."""

    def __init__(self, vocabulary, depth, width, hidden, heads, **where):
        super().__init__()
        self.embedding = nn.Embedding(vocabulary, width, **where)
        self.blocks = nn.ModuleList(Block(width, hidden, heads, **where) for _ in range(depth))
        self.norm = nn.LayerNorm(width, **where)
        self.head = nn.Linear(width, vocabulary, bias=False, **where)

    def forward(self, tokens):
        x = self.embedding(tokens)
        for block in self.blocks:
            x = block(x)
        return self.head(self.norm(x))


class Adapted:
    """A module with all its projections adapted; numbers are drawn in one order here and in C#, from the same seed."""

    def __init__(self, settings):
        self.device, self.dtype = torch.device(settings["device"]), getattr(torch, settings["type"])
        self.sizes = {name: settings[name] for name in ("width", "hidden", "heads")}
        self.method, self.scaling, self.rank = settings["method"], settings["scaling"], settings["rank"]
        self.batch, self.tokens = settings["batch"], settings["tokens"]
        self.where = {"device": self.device, "dtype": self.dtype}

    def draw(self, *shape):
        return torch.randn(*shape, device=self.device)

    def fill(self, module, paths):
        """Draws the weights of the layers at the paths; returns A and B for each."""
        factors = {}
        adapter_type = torch.float32 if self.method == "peft" else self.dtype
        with torch.no_grad():
            for path in paths:
                layer = module.get_submodule(path)
                out, columns = layer.weight.shape
                layer.weight.copy_(self.draw(out, columns) / math.sqrt(columns))
                a = self.draw(self.rank, columns) / math.sqrt(columns)
                b = self.draw(out, self.rank) * (0.1 / math.sqrt(self.rank))
                factors[path] = a.to(adapter_type), b.to(adapter_type)
        return factors

    def adapt(self, module, factors):
        """Comes last: new layers take numbers from the generator."""
        module, self.trained = lora_layers.adapt(module, self.method, factors, self.scaling, 0.0)
        return module.train()

    def factors(self):
        return [factor for pair in self.trained.values() for factor in pair]


class BlockPass(Adapted):
    """Forward and backward of one block inside a network."""

    def __init__(self, settings):
        super().__init__(settings)
        block = Block(**self.sizes, **self.where)
        torch.manual_seed(1)
        factors = self.fill(block, PROJECTIONS)
        shape = self.batch, self.tokens, self.sizes["width"]
        self.x = self.draw(*shape).to(self.dtype).requires_grad_()
        self.gradient = self.draw(*shape).to(self.dtype)
        self.block = self.adapt(block, factors)

    def step(self):
        self.block(self.x).backward(self.gradient)
        self.forget()

    def check(self):
        y = self.block(self.x)
        y.backward(self.gradient)
        values = {"y": digest.of(y), "dx": digest.of(self.x.grad)}
        for path, (a, b) in self.trained.items():
            values[f"{path}.dA"], values[f"{path}.dB"] = digest.of(a.grad), digest.of(b.grad)
        self.forget()
        return values

    def forget(self):
        self.x.grad = None
        for factor in self.factors():
            factor.grad = None


class TrainingStep(Adapted):
    """Gradients to zero, forward, loss, backward, AdamW over the adapters."""

    def __init__(self, settings):
        super().__init__(settings)
        vocabulary, depth = settings["vocabulary"], settings["depth"]
        model = Transformer(vocabulary, depth, **self.sizes, **self.where)
        torch.manual_seed(1)
        with torch.no_grad():
            model.embedding.weight.copy_(self.draw(vocabulary, self.sizes["width"]))
            model.head.weight.copy_(self.draw(vocabulary, self.sizes["width"]) / math.sqrt(self.sizes["width"]))
        paths = [f"blocks.{index}.{name}" for index in range(depth) for name in PROJECTIONS]
        factors = self.fill(model, paths)
        self.inputs = torch.randint(0, vocabulary, [self.batch, self.tokens], device=self.device)
        self.labels = torch.randint(0, vocabulary, [self.batch * self.tokens], device=self.device)
        self.model = self.adapt(model, factors)
        # The foreach form is Python's fastest here; it is what PyTorch 2 takes by itself on a GPU.
        self.optimizer = torch.optim.AdamW(self.factors(), 1e-4, weight_decay=0.01, foreach=True)

    def step(self):
        self.optimizer.zero_grad(set_to_none=True)
        loss = functional.cross_entropy(self.model(self.inputs).flatten(0, 1).float(), self.labels)
        loss.backward()
        self.optimizer.step()
        return loss.item()

    def check(self):
        return {"losses": digest.of(torch.tensor([self.step() for _ in range(3)]))}


def open(settings):
    return (TrainingStep if "depth" in settings else BlockPass)(settings)
