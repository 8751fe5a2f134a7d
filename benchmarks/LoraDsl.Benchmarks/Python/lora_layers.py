"""Ways to write an adapted linear layer, and putting them in the place of a module's layers."""

import torch
from torch import nn
from torch.nn import functional


class PeftFormula(nn.Module):
    """The formula of lora.Linear.forward in PEFT 0.17 (tuners/lora/layer.py): order, casts and modules are its own."""

    def __init__(self, layer, a, b, scaling, dropout):
        super().__init__()
        self.base_layer = layer
        self.lora_A, self.lora_B = _linear(a), _linear(b)
        self.lora_dropout = nn.Dropout(dropout) if dropout > 0 else nn.Identity()
        self.scaling = scaling

    def factors(self):
        return self.lora_A.weight, self.lora_B.weight

    def forward(self, x):
        result = self.base_layer(x)
        result_dtype = result.dtype
        x = x.to(self.lora_A.weight.dtype)
        result = result + self.lora_B(self.lora_A(self.lora_dropout(x))) * self.scaling
        return result.to(result_dtype)


class Fused(nn.Module):
    """A hand-written autograd function; factors are cast to the input's type, as fused code has to."""

    def __init__(self, layer, a, b, scaling, dropout):
        super().__init__()
        self.base_layer = layer
        self.a, self.b = nn.Parameter(a), nn.Parameter(b)
        self.scaling, self.dropout = scaling, dropout

    def factors(self):
        return self.a, self.b

    def forward(self, x):
        dropped = functional.dropout(x, self.dropout) if self.training and self.dropout > 0 else None
        layer = self.base_layer
        return _FusedFunction.apply(x, dropped, layer.weight, layer.bias, self.a, self.b, self.scaling)


class _FusedFunction(torch.autograd.Function):
    """The ordering that Unsloth made known: x is saved, x·Aᵀ computed again, sums are formed in place by addmm_."""

    @staticmethod
    def forward(ctx, x, dropped, weight, bias, a, b, scaling):
        adapted = x if dropped is None else dropped
        y = functional.linear(x, weight, bias)
        reduced = adapted.reshape(-1, adapted.shape[-1]).mm(a.to(x.dtype).t())
        y.view(-1, y.shape[-1]).addmm_(reduced, b.to(x.dtype).t(), alpha=scaling)
        ctx.save_for_backward(adapted, weight, a, b)
        ctx.scaling, ctx.drops = scaling, dropped is not None
        return y

    @staticmethod
    def backward(ctx, gradient):
        saved, weight, a, b = ctx.saved_tensors
        x = saved.reshape(-1, saved.shape[-1])
        g = gradient.reshape(-1, gradient.shape[-1])
        low_a, low_b = a.to(x.dtype), b.to(x.dtype)
        u = g.mm(low_b)
        d_a = u.t().mm(x).mul_(ctx.scaling)
        d_b = g.t().mm(x.mm(low_a.t())).mul_(ctx.scaling)
        d_x = d_dropped = None
        if ctx.needs_input_grad[0]:
            d_x = g.mm(weight)
            if ctx.drops:
                d_dropped = u.mm(low_a).mul_(ctx.scaling).view(saved.shape)
            else:
                d_x.addmm_(u, low_a, alpha=ctx.scaling)
            d_x = d_x.view(saved.shape)
        return d_x, d_dropped, None, None, d_a.to(a.dtype), d_b.to(b.dtype), None


def adapt(module, method, factors, scaling, dropout):
    """Adapts the linear layers of a module by a method; factors are A and B by the layers' paths.

    Returns the module, and the parameters of A and B by path; the base is frozen.
    """
    module.requires_grad_(False)
    if method == "frozen":
        return module, {}
    if method.startswith("peft") and method != "peft-python":
        return _adapt_by_peft(module, method, factors, scaling, dropout)
    kind = {"peft-python": PeftFormula, "fused-python": Fused}[method]
    trained = {}
    for path, (a, b) in factors.items():
        parent = module.get_submodule(path.rpartition(".")[0])
        name = path.rpartition(".")[2]
        adapted = kind(getattr(parent, name), a, b, scaling, dropout)
        setattr(parent, name, adapted)
        trained[path] = adapted.factors()
    return module, trained


def _adapt_by_peft(module, method, factors, scaling, dropout):
    """PEFT itself: "peft" with its default, adapters of float32, "peft-bf16" with adapters of the base's type."""
    from peft import LoraConfig, get_peft_model

    rank = next(iter(factors.values()))[0].shape[0]
    config = LoraConfig(
        r=rank, lora_alpha=int(scaling * rank), lora_dropout=dropout, bias="none", target_modules=list(factors))
    base = get_peft_model(module, config, autocast_adapter_dtype=method == "peft").get_base_model()
    trained = {}
    for path, values in factors.items():
        adapted = base.get_submodule(path)
        trained[path] = adapted.lora_A["default"].weight, adapted.lora_B["default"].weight
        with torch.no_grad():
            for mine, value in zip(trained[path], values):
                mine.copy_(value)
    return base, trained


def _linear(weight):
    layer = nn.Linear(weight.shape[1], weight.shape[0], bias=False)
    layer.weight = nn.Parameter(weight)
    return layer
