"""Folders of tiny random models as Hugging Face lays them out, and the answers that the references give for them."""
import json
import os
import struct

import torch

NAMES = {torch.float64: "F64", torch.float32: "F32", torch.int64: "I64"}


def write_safetensors(path, tensors):
    """Header length, header, values: the format of huggingface/safetensors."""
    header, offset, values = {}, 0, []
    for name, tensor in sorted(tensors.items()):
        data = tensor.contiguous().numpy().tobytes()
        header[name] = {"dtype": NAMES[tensor.dtype], "shape": list(tensor.shape), "data_offsets": [offset, offset + len(data)]}
        offset += len(data)
        values.append(data)
    text = json.dumps(header).encode()
    text += b" " * (-len(text) % 8)
    with open(path, "wb") as file:
        file.write(struct.pack("<Q", len(text)) + text + b"".join(values))


def write_case(name, config, weights, answers):
    folder = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "References", name)
    os.makedirs(folder, exist_ok=True)
    with open(os.path.join(folder, "config.json"), "w", encoding="utf-8") as file:
        json.dump(config, file, indent=2)
        file.write("\n")
    write_safetensors(os.path.join(folder, "model.safetensors"), weights)
    write_safetensors(os.path.join(folder, "answers.safetensors"), answers)


class Weights:
    """Random weights in float32, which the references read in float64."""

    def __init__(self, seed):
        self.generator = torch.Generator().manual_seed(seed)
        self.stored = {}

    def normal(self, name, *shape, scale=0.3):
        self.stored[name] = (torch.randn(*shape, generator=self.generator) * scale).float()

    def linear(self, name, inputs, outputs, bias=True):
        self.normal(name + ".weight", outputs, inputs, scale=inputs ** -0.5)
        if bias:
            self.normal(name + ".bias", outputs)

    def norm(self, name, width, bias=True):
        self.stored[name + ".weight"] = (1 + 0.2 * torch.randn(width, generator=self.generator)).float()
        if bias:
            self.normal(name + ".bias", width)

    def __getitem__(self, name):
        return self.stored[name].double()

    def apply(self, name, x):
        y = x @ self[name + ".weight"].T
        return y + self[name + ".bias"] if name + ".bias" in self.stored else y


def softmax(scores):
    shifted = torch.exp(scores - scores.max(-1, keepdim=True).values)
    return shifted / shifted.sum(-1, keepdim=True)


def layer_norm(weights, name, x, epsilon):
    centred = x - x.mean(-1, keepdim=True)
    variance = (centred ** 2).mean(-1, keepdim=True)
    return centred / torch.sqrt(variance + epsilon) * weights[name + ".weight"] + weights[name + ".bias"]


def gelu(x):
    return x * 0.5 * (1 + torch.erf(x / 2 ** 0.5))


def gelu_tanh(x):
    return 0.5 * x * (1 + torch.tanh((2 / torch.pi) ** 0.5 * (x + 0.044715 * x ** 3)))


def attend(query, key, value, visible):
    """One sequence: (heads, tokens, width) each, visible (tokens, keys)."""
    scores = query @ key.transpose(-1, -2) / query.shape[-1] ** 0.5
    return softmax(scores.masked_fill(~visible, float("-inf"))) @ value


def split(x, heads):
    return x.view(x.shape[0], heads, -1).transpose(0, 1)


def join(x):
    return x.transpose(0, 1).reshape(x.shape[1], -1)
