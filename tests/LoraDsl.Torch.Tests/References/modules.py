"""Layers and losses as modules: those of networks.py are functions."""

import torch
from torch import nn
from torch.nn import functional

from families import Family, draw, generator

modules = Family("modules")
image, sequence, rows = [2, 4, 6, 6], [2, 4, 7], [3, 4]


def add(name, module, shape, kind="any"):
    modules.add(name, module, shapes=lambda: [shape], kind=kind)


add("relu", nn.ReLU(), rows)
add("relu6", nn.ReLU6(), rows)
add("leaky_relu", nn.LeakyReLU(0.2), rows)
add("elu", nn.ELU(0.7), rows)
add("celu", nn.CELU(0.7), rows)
add("selu", nn.SELU(), rows)
add("gelu", nn.GELU(), rows)
add("gelu_tanh", nn.GELU("tanh"), rows)
add("silu", nn.SiLU(), rows)
add("mish", nn.Mish(), rows)
add("sigmoid", nn.Sigmoid(), rows)
add("log_sigmoid", nn.LogSigmoid(), rows)
add("tanh", nn.Tanh(), rows)
add("softplus", nn.Softplus(2, 3), rows)
add("softsign", nn.Softsign(), rows)
add("softshrink", nn.Softshrink(0.6), rows)
add("hardshrink", nn.Hardshrink(0.6), rows)
add("tanhshrink", nn.Tanhshrink(), rows)
add("threshold", nn.Threshold(0.5, -3), rows)
add("hardtanh", nn.Hardtanh(-0.5, 0.75), rows)
add("hardsigmoid", nn.Hardsigmoid(), rows)
add("hardswish", nn.Hardswish(), rows)
add("glu", nn.GLU(1), rows)
add("softmax", nn.Softmax(1), rows)
add("softmin", nn.Softmin(1), rows)
add("log_softmax", nn.LogSoftmax(1), rows)
add("softmax2d", nn.Softmax2d(), image)
add("flatten", nn.Flatten(1, 2), image)
add("unflatten", nn.Unflatten(1, (2, 2)), rows)
add("pixel_shuffle", nn.PixelShuffle(2), image)
add("pixel_unshuffle", nn.PixelUnshuffle(2), image)
add("constant_pad", nn.ConstantPad1d((1, 2), 3), sequence)
add("zero_pad", nn.ZeroPad2d((1, 2, 0, 1)), image)
add("reflection_pad", nn.ReflectionPad2d((1, 2, 0, 1)), image)
add("replication_pad", nn.ReplicationPad1d(2), sequence)
add("max_pool1d", nn.MaxPool1d(3, 2, 1), sequence)
add("avg_pool1d", nn.AvgPool1d(3, 2, 1), sequence)
add("adaptive_avg_pool1d", nn.AdaptiveAvgPool1d(3), sequence)
add("adaptive_max_pool1d", nn.AdaptiveMaxPool1d(3), sequence)
add("max_pool2d", nn.MaxPool2d(2), image)
add("avg_pool2d", nn.AvgPool2d(2), image)
add("adaptive_avg_pool2d", nn.AdaptiveAvgPool2d((3, 4)), image)
add("adaptive_max_pool2d", nn.AdaptiveMaxPool2d((3, 4)), image)


def weighted(name, function, *shapes):
    """The weights are constants: the layer here has its own."""
    modules.add(name, lambda x, *weights: function(x, *(w.detach() for w in weights)), shapes=lambda: list(shapes))


weighted("linear", functional.linear, rows, [5, 4], [5])
weighted("conv1d", lambda x, w, b: functional.conv1d(x, w, b, stride=2, padding=1, dilation=2), sequence, [3, 4, 3], [3])
weighted("conv1d_grouped", lambda x, w, b: functional.conv1d(x, w, b, groups=2), sequence, [6, 2, 2], [6])
weighted("conv2d", lambda x, w, b: functional.conv2d(x, w, b, stride=2), image, [3, 4, 3, 3], [3])
weighted("prelu", functional.prelu, image, [4])
weighted("layer_norm", lambda x, w, b: functional.layer_norm(x, [7], w, b, 1e-3), sequence, [7], [7])
weighted("group_norm", lambda x, w, b: functional.group_norm(x, 2, w, b, 1e-3), image, [4], [4])
weighted("batch_norm1d", lambda x, w, b: functional.batch_norm(x, None, None, w, b, True, eps=1e-3), sequence, [4], [4])
weighted("batch_norm2d", lambda x, w, b: functional.batch_norm(x, None, None, w, b, True, eps=1e-3), image, [4], [4])

two = {"shapes": lambda: [[5, 4], [5, 4]]}
modules.add("cosine_similarity", nn.CosineSimilarity(1, 1e-4), **two)
modules.add("pairwise_distance", nn.PairwiseDistance(3), kind="positive", shapes=lambda: [[5, 4], [1, 4]])
modules.add("mse", nn.MSELoss(), **two)
modules.add("l1", nn.L1Loss(), **two)
modules.add("smooth_l1", nn.SmoothL1Loss(beta=0.5), **two)
modules.add("huber", nn.HuberLoss("sum", 0.5), **two)
modules.add("kl_div", lambda x, y: nn.KLDivLoss(reduction="sum")(x.log_softmax(1), y.softmax(1)), **two)
modules.add("kl_div_log", lambda x, y: nn.KLDivLoss(reduction="sum", log_target=True)(x.log_softmax(1), y.log_softmax(1)), **two)
modules.add("poisson_nll", lambda x, y: nn.PoissonNLLLoss()(x, y.detach()), kind="positive", **two)
modules.add("poisson_nll_full", lambda x, y: nn.PoissonNLLLoss(log_input=False, full=True, reduction="none")(x, y.detach()), kind="above one", **two)
modules.add("soft_margin", lambda x, y: nn.SoftMarginLoss()(x, y.detach().sign()), **two)
modules.add("hinge_embedding", lambda x, y: nn.HingeEmbeddingLoss(0.8)(x, y.detach().sign()), **two)
modules.add("bce", lambda x, y: nn.BCELoss()(x.sigmoid(), y.detach().sigmoid()), **two)
modules.add("bce_weighted", lambda x, y: nn.BCELoss(torch.tensor([1.0, 2, 3, 4], dtype=x.dtype), reduction="sum")(x.sigmoid(), y.detach().sigmoid()), **two)
modules.add("bce_with_logits", lambda x, y: nn.BCEWithLogitsLoss(pos_weight=torch.tensor([1.0, 2, 3, 4], dtype=x.dtype))(x, y.detach().sigmoid()), **two)
modules.add("triplet_margin", nn.TripletMarginLoss(2), shapes=lambda: [[5, 4]] * 3)
modules.add("triplet_margin_swap", nn.TripletMarginLoss(0.5, p=3, swap=True, reduction="sum"), shapes=lambda: [[5, 4]] * 3)
modules.add("margin_ranking", lambda x, y, z: nn.MarginRankingLoss(0.4)(x, y, z.detach().sign()), shapes=lambda: [[5]] * 3)
modules.add("cosine_embedding", lambda x, y, z: nn.CosineEmbeddingLoss(0.1)(x, y, z.detach().sign()), shapes=lambda: [[5, 4], [5, 4], [5]])


def scored(dtype):
    return [draw([5, 4], dtype, "any"), torch.randint(0, 4, [5], generator=generator)]


def labelled(dtype):
    return [draw([2, 4], dtype, "any"), torch.tensor([[3, 0, -1, 1], [2, -1, 0, 1]])]


def weights(x):
    return torch.tensor([1.0, 2, 3, 4], dtype=x.dtype)


modules.add("cross_entropy", lambda x, y: nn.CrossEntropyLoss(weights(x), ignore_index=1)(x, y), inputs=scored)
modules.add("nll", lambda x, y: nn.NLLLoss(weights(x))(x.log_softmax(1), y), inputs=scored)
modules.add("multi_margin", lambda x, y: nn.MultiMarginLoss(p=2, margin=0.5)(x, y), inputs=scored)
modules.add("multi_margin_weighted", lambda x, y: nn.MultiMarginLoss(weight=weights(x))(x, y), inputs=scored)
modules.add("multi_label_margin", lambda x, y: nn.MultiLabelMarginLoss()(x, y), inputs=labelled)
modules.add("multi_label_soft_margin", lambda x, y: nn.MultiLabelSoftMarginLoss()(x, (y >= 0).to(x.dtype)), inputs=labelled)
modules.add("gaussian_nll", lambda x, y, v: nn.GaussianNLLLoss(full=True)(x, y, v), kind="positive", shapes=lambda: [[5, 4]] * 3)
