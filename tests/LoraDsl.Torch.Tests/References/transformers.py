"""Transformers as modules: their parameters are set to numbers of their own, the same here and there."""

import torch
from torch import nn

from families import Family

transformers = Family("transformers")
source, target = [5, 2, 6], [4, 2, 6]
causal = torch.full([4, 4], float("-inf")).triu(1)
padding = torch.tensor([[False] * 5, [False, True, False, False, True]])


def numbered(module):
    """OperatorTable.Transformers.cs has the same."""
    with torch.no_grad():
        for place, (_, parameter) in enumerate(sorted(module.named_parameters())):
            wave = torch.arange(parameter.numel(), dtype=torch.float64).add(place).mul(0.7).sin().mul(0.4)
            parameter.copy_(wave.reshape(parameter.shape))
            parameter.requires_grad_(False)
    return module


def add(name, make, call, *shapes):
    transformers.add(name, lambda *inputs: call(numbered(make().to(inputs[0].dtype)), *inputs), shapes=lambda: list(shapes))


def layer(activation="relu"):
    return nn.TransformerEncoderLayer(6, 2, 8, 0.0, activation)


add("encoder_layer", layer, lambda m, x: m(x), source)
add("encoder_layer_gelu", lambda: layer("gelu"), lambda m, x: m(x, padding.new_zeros(5, 5).fill_diagonal_(True), padding), source)
add("encoder", lambda: nn.TransformerEncoder(layer(), 2), lambda m, x: m(x, None, padding), source)
add("decoder_layer", lambda: nn.TransformerDecoderLayer(6, 3, 8, 0.0), lambda m, x, y: m(x, y, causal.to(x.dtype), None, None, padding), target, source)
add("decoder", lambda: nn.TransformerDecoder(nn.TransformerDecoderLayer(6, 2, 8, 0.0), 2), lambda m, x, y: m(x, y), target, source)
add("transformer", lambda: nn.Transformer(6, 2, 1, 2, 8, 0.0), lambda m, x, y: m(x, y), source, target)
add("transformer_masked", lambda: nn.Transformer(6, 2, 1, 1, 8, 0.0, "gelu"),
    lambda m, x, y: m(x, y, tgt_mask=causal.to(x.dtype), src_key_padding_mask=padding, memory_key_padding_mask=padding), source, target)
