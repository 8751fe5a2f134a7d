"""Computes the reference of LoRS with PyTorch:  make_lors_reference.py > lors.json

One sparse linear layer and one sparse convolution in float64: inputs, answers, and the gradients of x, A and B in both modes. The exact
ones are autograd's of the masked product. The straight-through ones are autograd's of an answer in which the product passes the mask
by: y = x(mask * (W + s B A))^T forward, and backward the gradient of A and B that the product without the mask has.
"""

import json

import torch

torch.manual_seed(11)
torch.set_default_dtype(torch.float64)
SCALING = 1.5


def numbers(tensor):
    return {"shape": list(tensor.shape), "values": [float(value) for value in tensor.detach().reshape(-1)]}


def masked(weight, a, b, exact):
    change = SCALING * (b.flatten(1) @ a.flatten(1)).view(weight.shape)
    mask = (weight != 0).to(weight.dtype)
    if exact:
        return (weight + change) * mask
    # Forward the masked weight, backward the identity on the change.
    return ((weight + change) * mask).detach() + change - change.detach()


def case(name, weight, bias, a, b, x, apply):
    record = {"name": name, "weight": numbers(weight), "bias": numbers(bias), "a": numbers(a), "b": numbers(b), "x": numbers(x)}
    for mode, exact in (("exact", True), ("straight_through", False)):
        leaves = [tensor.clone().requires_grad_() for tensor in (x, a, b)]
        y = apply(leaves[0], masked(weight, leaves[1], leaves[2], exact), bias)
        g = torch.cos(torch.arange(y.numel(), dtype=torch.float64)).view(y.shape)
        gradients = torch.autograd.grad(y, leaves, g)
        record["y"] = numbers(y)
        record["g"] = numbers(g)
        record[mode] = [numbers(gradient) for gradient in gradients]
    return record


def sparse(*shape):
    weight = torch.randn(*shape)
    return weight * (torch.rand(*shape) < 0.5)


print(json.dumps([
    case("linear", sparse(4, 6), torch.randn(4), torch.randn(2, 6), torch.randn(4, 2), torch.randn(3, 6), torch.nn.functional.linear),
    case("conv2d", sparse(3, 2, 3, 3), torch.randn(3), torch.randn(2, 2, 3, 3), torch.randn(3, 2, 1, 1), torch.randn(2, 2, 5, 4),
         lambda x, weight, bias: torch.nn.functional.conv2d(x, weight, bias, stride=2, padding=1)),
]))
