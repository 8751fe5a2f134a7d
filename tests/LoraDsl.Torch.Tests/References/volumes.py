"""Layers of volumes, transposed convolutions, images of other sizes, and norms of single elements of a batch."""

import torch
from torch import nn
from torch.nn import functional

from families import FLOATS, Family, draw, generator
from modules import image, sequence

volumes = Family("volumes")
volume = [1, 4, 4, 4, 5]


def add(name, module, shape, kind="any"):
    volumes.add(name, module, shapes=lambda: [shape], kind=kind)


def weighted(name, function, *shapes):
    """The weights are constants: the layer here has its own."""
    volumes.add(name, lambda x, *weights: function(x, *(w.detach() for w in weights)), shapes=lambda: list(shapes))


weighted("conv3d", lambda x, w, b: functional.conv3d(x, w, b, stride=2, padding=1), volume, [3, 4, 3, 2, 3], [3])
weighted("conv3d_same", lambda x, w, b: functional.conv3d(x, w, b, padding="same", dilation=(1, 2, 1), groups=2), volume, [6, 2, 3, 2, 3], [6])
weighted("conv_transpose1d", lambda x, w, b: functional.conv_transpose1d(x, w, b, 3, 1, 2, 2, 2), sequence, [4, 3, 3], [6])
weighted("conv_transpose2d", lambda x, w, b: functional.conv_transpose2d(x, w, b, 2, 1, 1), image, [4, 3, 3, 3], [3])
weighted("conv_transpose2d_sides", lambda x, w: functional.conv_transpose2d(x, w, None, (2, 1), (1, 0), (1, 0), 1, (1, 2)), image, [4, 3, 3, 2])
weighted("conv_transpose2d_sized", lambda x, w, b: functional.conv_transpose2d(x, w, b, 2, 1, (1, 0)), image, [4, 3, 3, 3], [3])
weighted("conv_transpose3d", lambda x, w, b: functional.conv_transpose3d(x, w, b, (2, 1, 2), (1, 0, 1), (0, 0, 1)), [1, 2, 3, 2, 3], [2, 3, 3, 2, 3], [3])
add("max_pool3d", nn.MaxPool3d(2, 2, 1), volume)
add("max_pool3d_dilated", nn.MaxPool3d((2, 2, 3), (1, 2, 1), dilation=(2, 1, 1), ceil_mode=True), volume)
add("avg_pool3d", nn.AvgPool3d((2, 2, 3), (2, 1, 1), 1, count_include_pad=False), volume)
add("avg_pool3d_divided", nn.AvgPool3d(2, divisor_override=3), volume)
add("adaptive_avg_pool3d", nn.AdaptiveAvgPool3d((2, 3, 4)), volume)
add("adaptive_max_pool3d", nn.AdaptiveMaxPool3d((2, 3, 4)), volume)
volumes.add("max_pool3d_with_indices", lambda x: functional.max_pool3d_with_indices(x, 2), shapes=lambda: [volume])
weighted("batch_norm3d", lambda x, w, b: functional.batch_norm(x, None, None, w, b, True, eps=1e-3), volume, [4], [4])
weighted("instance_norm1d", lambda x, w, b: functional.instance_norm(x, None, None, w, b, eps=1e-3), sequence, [4], [4])
weighted("instance_norm2d", lambda x, w, b: functional.instance_norm(x, None, None, w, b, eps=1e-3), image, [4], [4])
add("instance_norm2d_plain", nn.InstanceNorm2d(4), image)
add("instance_norm2d_single", nn.InstanceNorm2d(4), image[1:])
add("instance_norm3d", nn.InstanceNorm3d(4, 1e-2), volume)
add("local_response_norm", nn.LocalResponseNorm(3, 0.3, 0.6, 1.5), image)
add("local_response_norm_even", nn.LocalResponseNorm(2), sequence)
add("lp_pool1d", nn.LPPool1d(3, 2, 1), sequence, "positive")
add("lp_pool2d", nn.LPPool2d(2, (2, 3), ceil_mode=True), image)
add("unfold", nn.Unfold((2, 3), 1, (1, 0), (2, 1)), image)
add("fold", nn.Fold((4, 5), (2, 2)), [2, 8, 12])
volumes.add("bilinear", lambda x, y, w, b: functional.bilinear(x, y, w.detach(), b.detach()), shapes=lambda: [[5, 3], [5, 4], [2, 3, 4], [2]])

add("upsample_nearest", nn.Upsample(scale_factor=2), image)
add("upsample_nearest1d", nn.Upsample(11), sequence)
add("upsample_nearest3d", nn.Upsample((7, 6, 5)), volume)
add("upsample_linear", nn.Upsample(scale_factor=1.7, mode="linear"), sequence)
add("upsample_bilinear", nn.Upsample((9, 5), mode="bilinear", align_corners=True), image)
add("upsample_bicubic", nn.Upsample(scale_factor=(1.5, 2), mode="bicubic"), image)
add("upsample_trilinear", nn.Upsample(scale_factor=1.5, mode="trilinear", recompute_scale_factor=True), volume)
add("interpolate_area", lambda x: functional.interpolate(x, scale_factor=0.5, mode="area"), image)
add("interpolate_exact", lambda x: functional.interpolate(x, (4, 9), mode="nearest-exact"), image)
add("interpolate_smoothed", lambda x: functional.interpolate(x, (3, 4), mode="bilinear", antialias=True), image)
add("interpolate_smoothed_cubic", lambda x: functional.interpolate(x, (3, 4), mode="bicubic", antialias=True), image)
volumes.add("grid_sample", lambda x, g: functional.grid_sample(x, g, align_corners=False), shapes=lambda: [[2, 3, 4, 5], [2, 3, 3, 2]])
volumes.add("grid_sample_border", lambda x, g: functional.grid_sample(x, g, "nearest", "border", align_corners=True), shapes=lambda: [[2, 3, 4, 5], [2, 3, 3, 2]])
volumes.add("grid_sample_reflected", lambda x, g: functional.grid_sample(x, g, padding_mode="reflection", align_corners=False), shapes=lambda: [[2, 3, 4, 5], [2, 3, 3, 2]])
volumes.add("affine_grid", lambda t: functional.affine_grid(t, [2, 3, 4, 5], align_corners=True), shapes=lambda: [[2, 2, 3]])


def bags(mode, **settings):
    return lambda w, i, o: functional.embedding_bag(i, w, o, mode=mode, **settings)


def indexed(dtype):
    return [draw([6, 4], dtype, "any"), torch.randint(0, 6, [8], generator=generator), torch.tensor([0, 3, 3])]


for mode in ("sum", "mean", "max"):
    volumes.add(f"embedding_bag_{mode}", bags(mode), inputs=indexed, gradient=False)
volumes.add("embedding_bag_padded", bags("sum", padding_idx=2), inputs=indexed, gradient=False)
volumes.add("embedding_bag_matrix", lambda w, i, s: functional.embedding_bag(i, w, mode="sum", per_sample_weights=s), gradient=False,
            inputs=lambda dtype: [draw([6, 4], dtype, "any"), torch.randint(0, 6, [3, 2], generator=generator), draw([3, 2], dtype, "any")])
volumes.add("ctc", lambda x: functional.ctc_loss(x.log_softmax(2), torch.tensor([[1, 2, 2], [3, 1, 0]]), torch.tensor([6, 5]), torch.tensor([3, 2])), shapes=lambda: [[6, 2, 4]])
volumes.add("ctc_sum", lambda x: functional.ctc_loss(x.log_softmax(2), torch.tensor([[1, 2, 2], [3, 1, 2]]), torch.tensor([6, 2]), torch.tensor([3, 3]), blank=0, reduction="sum", zero_infinity=True), shapes=lambda: [[6, 2, 4]])
volumes.add("triplet_distance", lambda x, y, z: nn.TripletMarginWithDistanceLoss(distance_function=lambda a, b: (a - b).abs().sum(1), margin=2, swap=True)(x, y, z), shapes=lambda: [[5, 4]] * 3)
volumes.add("triplet_distance_sum", lambda x, y, z: nn.TripletMarginWithDistanceLoss(reduction="sum")(x, y, z), shapes=lambda: [[5, 4]] * 3)
