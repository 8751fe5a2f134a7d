using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;
using F = TorchSharp.torch.nn.functional;

namespace LoraDsl.Torch.Tests.References;

internal static partial class OperatorTable
{
    private static readonly Calls Volumes = new()
    {
        { "conv3d", t => With(nn.Conv3d(4, 3, (3, 2, 3), stride: (2, 2, 2), padding: (1, 1, 1), dtype: t[0].dtype), t) },
        { "conv3d_same", t => With(nn.Conv3d(4, 6, (3, 2, 3), TorchSharp.Padding.Same, dilation: (1, 2, 1), groups: 2, dtype: t[0].dtype), t) },
        { "conv_transpose1d", t => With(nn.ConvTranspose1d(4, 6, 3, 3, 1, 2, 2, groups: 2, dtype: t[0].dtype), t) },
        { "conv_transpose2d", t => With(nn.ConvTranspose2d(4, 3, 3, 2, 1, 1, dtype: t[0].dtype), t) },
        { "conv_transpose2d_sides", t => With(nn.ConvTranspose2d(4, 3, (3, 2), (2, 1), (1, 0), (1, 0), (1, 2), bias: false, dtype: t[0].dtype), t) },
        { "conv_transpose2d_sized", t => With(new Sized(nn.ConvTranspose2d(4, 3, 3, 2, 1, dtype: t[0].dtype), [12, 11]), t) },
        { "conv_transpose3d", t => With(nn.ConvTranspose3d(2, 3, (3, 2, 3), (2, 1, 2), (1, 0, 1), (0, 0, 1), dtype: t[0].dtype), t) },
        { "max_pool3d", nn.MaxPool3d(2, 2, 1) },
        { "max_pool3d_dilated", nn.MaxPool3d((2, 2, 3), (1, 2, 1), dilation: (2, 1, 1), ceil_mode: true) },
        { "avg_pool3d", nn.AvgPool3d((2, 2, 3), (2, 1, 1), (1, 1, 1), count_include_pad: false) },
        { "avg_pool3d_divided", nn.AvgPool3d(2, divisor_override: 3) },
        { "adaptive_avg_pool3d", nn.AdaptiveAvgPool3d((2, 3, 4)) },
        { "adaptive_max_pool3d", nn.AdaptiveMaxPool3d([2, 3, 4]) },
        { "max_pool3d_with_indices", x => nn.MaxPool3d([2]).forward_with_indices(x) },
        { "batch_norm3d", t => With(nn.BatchNorm3d(4, 1e-3, dtype: t[0].dtype), t) },
        { "instance_norm1d", t => With(nn.InstanceNorm1d(4, 1e-3, affine: true, dtype: t[0].dtype), t) },
        { "instance_norm2d", t => With(nn.InstanceNorm2d(4, 1e-3, affine: true, dtype: t[0].dtype), t) },
        { "instance_norm2d_plain", nn.InstanceNorm2d(4) },
        { "instance_norm2d_single", nn.InstanceNorm2d(4) },
        { "instance_norm3d", nn.InstanceNorm3d(4, 1e-2) },
        { "local_response_norm", nn.LocalResponseNorm(3, 0.3, 0.6, 1.5) },
        { "local_response_norm_even", nn.LocalResponseNorm(2) },
        { "lp_pool1d", nn.LPPool1d(3, 2, 1) },
        { "lp_pool2d", nn.LPPool2d(2, [2, 3], ceil_mode: true) },
        { "unfold", nn.Unfold((2, 3), null, (1, 0), (2, 1)) },
        { "fold", nn.Fold((4, 5), (2, 2)) },
        { "bilinear", t => With(nn.Bilinear(3, 4, 2, dtype: t[0].dtype), t) },
        { "upsample_nearest", nn.Upsample(scale_factor: [2]) },
        { "upsample_nearest1d", nn.Upsample([11]) },
        { "upsample_nearest3d", nn.Upsample([7, 6, 5]) },
        { "upsample_linear", nn.Upsample(scale_factor: [1.7], mode: UpsampleMode.Linear) },
        { "upsample_bilinear", nn.Upsample([9, 5], mode: UpsampleMode.Bilinear, align_corners: true) },
        { "upsample_bicubic", nn.Upsample(scale_factor: [1.5, 2], mode: UpsampleMode.Bicubic) },
        { "upsample_trilinear", nn.Upsample(scale_factor: [1.5], mode: UpsampleMode.Trilinear, recompute_scale_factor: true) },
        { "interpolate_area", x => F.interpolate(x, scale_factor: [0.5], mode: InterpolationMode.Area) },
        { "interpolate_exact", x => F.interpolate(x, [4, 9], mode: InterpolationMode.NearestExact) },
        { "interpolate_smoothed", x => F.interpolate(x, [3, 4], mode: InterpolationMode.Bilinear, antialias: true) },
        { "interpolate_smoothed_cubic", x => F.interpolate(x, [3, 4], mode: InterpolationMode.Bicubic, antialias: true) },
        { "grid_sample", (x, g) => F.grid_sample(x, g) },
        { "grid_sample_border", (x, g) => F.grid_sample(x, g, GridSampleMode.Nearest, GridSamplePaddingMode.Border, align_corners: true) },
        { "grid_sample_reflected", (x, g) => F.grid_sample(x, g, padding_mode: GridSamplePaddingMode.Reflection) },
        { "affine_grid", t => F.affine_grid(t, [2, 3, 4, 5], align_corners: true) },
        { "embedding_bag_sum", (w, i, o) => Bag(w, EmbeddingBagMode.Sum).call(i, o) },
        { "embedding_bag_mean", (w, i, o) => Bag(w, EmbeddingBagMode.Mean).call(i, o) },
        { "embedding_bag_max", (w, i, o) => Bag(w, EmbeddingBagMode.Max).call(i, o) },
        { "embedding_bag_padded", (w, i, o) => nn.EmbeddingBag_from_pretrained(w, mode: EmbeddingBagMode.Sum, padding_index: 2).call(i, o) },
        { "embedding_bag_matrix", (w, i, s) => Bag(w, EmbeddingBagMode.Sum).call(i, null!, s) },
        { "ctc", x => nn.CTCLoss().call(F.log_softmax(x, 2), tensor(new long[,] { { 1, 2, 2 }, { 3, 1, 0 } }), tensor(new long[] { 6, 5 }), tensor(new long[] { 3, 2 })) },
        { "ctc_sum", x => nn.CTCLoss(zero_infinity: true, reduction: nn.Reduction.Sum).call(F.log_softmax(x, 2), tensor(new long[,] { { 1, 2, 2 }, { 3, 1, 2 } }), tensor(new long[] { 6, 2 }), tensor(new long[] { 3, 3 })) },
        { "triplet_distance", (x, y, z) => nn.TripletMarginWithDistanceLoss((a, b) => (a - b).abs().sum(dim: 1), 2, swap: true).call(x, y, z) },
        { "triplet_distance_sum", (x, y, z) => nn.TripletMarginWithDistanceLoss(reduction: nn.Reduction.Sum).call(x, y, z) },
    };

    private static EmbeddingBag Bag(Tensor table, EmbeddingBagMode mode) => nn.EmbeddingBag_from_pretrained(table, mode: mode);

    // The parameters of the layer are constants, so that only its inputs are differentiated.
    private static Tensor[] With(Bilinear layer, Tensor[] inputs)
    {
        using (no_grad())
        {
            layer.weight.copy_(inputs[2]);
            layer.bias!.copy_(inputs[3]);
        }
        layer.weight.requires_grad = false;
        layer.bias.requires_grad = false;
        return [layer.call(inputs[0], inputs[1])];
    }

    /// <summary>A transposed convolution that is asked for an output's size.</summary>
    private sealed class Sized : nn.Module<Tensor, Tensor>
    {
        private readonly ConvTranspose2d layer;
        private readonly long[] size;

        public Sized(ConvTranspose2d layer, long[] size)
            : base(nameof(Sized))
        {
            (this.layer, this.size) = (layer, size);
            RegisterComponents();
        }

        public override Tensor forward(Tensor input) => layer.forward(input, size);
    }
}
