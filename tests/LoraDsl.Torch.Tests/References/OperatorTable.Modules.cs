using TorchSharp.Modules;
using static TorchSharp.torch;
using F = TorchSharp.torch.nn.functional;

namespace LoraDsl.Torch.Tests.References;

internal static partial class OperatorTable
{
    private static readonly Calls Modules = new()
    {
        { "relu", nn.ReLU() },
        { "relu6", nn.ReLU6() },
        { "leaky_relu", nn.LeakyReLU(0.2) },
        { "elu", nn.ELU(0.7) },
        { "celu", nn.CELU(0.7) },
        { "selu", nn.SELU() },
        { "gelu", nn.GELU() },
        { "gelu_tanh", nn.GELU(GELU.Approximate.tanh) },
        { "silu", nn.SiLU() },
        { "mish", nn.Mish() },
        { "sigmoid", nn.Sigmoid() },
        { "log_sigmoid", nn.LogSigmoid() },
        { "tanh", nn.Tanh() },
        { "softplus", nn.Softplus(2, 3) },
        { "softsign", nn.Softsign() },
        { "softshrink", nn.Softshrink(0.6) },
        { "hardshrink", nn.Hardshrink(0.6) },
        { "tanhshrink", nn.Tanhshrink() },
        { "threshold", nn.Threshold(0.5, -3) },
        { "hardtanh", nn.Hardtanh(-0.5, 0.75) },
        { "hardsigmoid", nn.Hardsigmoid() },
        { "hardswish", nn.Hardswish() },
        { "glu", nn.GLU(1) },
        { "softmax", nn.Softmax(1) },
        { "softmin", nn.Softmin(1) },
        { "log_softmax", nn.LogSoftmax(1) },
        { "softmax2d", nn.Softmax2d() },
        { "flatten", nn.Flatten(1, 2) },
        { "unflatten", nn.Unflatten(1, [2, 2]) },
        { "pixel_shuffle", nn.PixelShuffle(2) },
        { "pixel_unshuffle", nn.PixelUnshuffle(2) },
        { "constant_pad", nn.ConstantPad1d((1, 2), 3) },
        { "zero_pad", nn.ZeroPad2d((1, 2, 0, 1)) },
        { "reflection_pad", nn.ReflectionPad2d((1, 2, 0, 1)) },
        { "replication_pad", nn.ReplicationPad1d(2) },
        { "max_pool1d", nn.MaxPool1d(3, 2, 1) },
        { "avg_pool1d", nn.AvgPool1d(3, 2, 1) },
        { "adaptive_avg_pool1d", nn.AdaptiveAvgPool1d(3) },
        { "adaptive_max_pool1d", nn.AdaptiveMaxPool1d(3) },
        { "max_pool2d", nn.MaxPool2d(2) },
        { "avg_pool2d", nn.AvgPool2d(2) },
        { "adaptive_avg_pool2d", nn.AdaptiveAvgPool2d((3, 4)) },
        { "adaptive_max_pool2d", nn.AdaptiveMaxPool2d([3, 4]) },
        { "linear", t => With(nn.Linear(4, 5, dtype: t[0].dtype), t) },
        { "conv1d", t => With(nn.Conv1d(4, 3, 3, stride: 2, padding: 1, dilation: 2, dtype: t[0].dtype), t) },
        { "conv1d_grouped", t => With(nn.Conv1d(4, 6, 2, groups: 2, dtype: t[0].dtype), t) },
        { "conv2d", t => With(nn.Conv2d(4, 3, 3, stride: 2, dtype: t[0].dtype), t) },
        { "prelu", t => With(nn.PReLU(4, dtype: t[0].dtype), t) },
        { "layer_norm", t => With(nn.LayerNorm([7], 1e-3, dtype: t[0].dtype), t) },
        { "group_norm", t => With(nn.GroupNorm(2, 4, 1e-3, dtype: t[0].dtype), t) },
        { "batch_norm1d", t => With(nn.BatchNorm1d(4, 1e-3, dtype: t[0].dtype), t) },
        { "batch_norm2d", t => With(nn.BatchNorm2d(4, 1e-3, dtype: t[0].dtype), t) },
        { "cosine_similarity", (x, y) => nn.CosineSimilarity(1, 1e-4).call(x, y) },
        { "pairwise_distance", (x, y) => nn.PairwiseDistance(3).call(x, y) },
        { "mse", (x, y) => nn.MSELoss().call(x, y) },
        { "l1", (x, y) => nn.L1Loss().call(x, y) },
        { "smooth_l1", (x, y) => nn.SmoothL1Loss(beta: 0.5).call(x, y) },
        { "huber", (x, y) => nn.HuberLoss(0.5, nn.Reduction.Sum).call(x, y) },
        { "kl_div", (x, y) => nn.KLDivLoss(false, nn.Reduction.Sum).call(F.log_softmax(x, 1), F.softmax(y, 1)) },
        { "kl_div_log", (x, y) => nn.KLDivLoss(true, nn.Reduction.Sum).call(F.log_softmax(x, 1), F.log_softmax(y, 1)) },
        { "poisson_nll", (x, y) => nn.PoissonNLLLoss().call(x, y.detach()) },
        { "poisson_nll_full", (x, y) => nn.PoissonNLLLoss(log_input: false, full: true, reduction: nn.Reduction.None).call(x, y.detach()) },
        { "soft_margin", (x, y) => nn.SoftMarginLoss().call(x, y.detach().sign()) },
        { "hinge_embedding", (x, y) => nn.HingeEmbeddingLoss(0.8).call(x, y.detach().sign()) },
        { "bce", (x, y) => nn.BCELoss().call(x.sigmoid(), y.detach().sigmoid()) },
        { "bce_weighted", (x, y) => nn.BCELoss(Weights(x), nn.Reduction.Sum).call(x.sigmoid(), y.detach().sigmoid()) },
        { "bce_with_logits", (x, y) => nn.BCEWithLogitsLoss(pos_weights: Weights(x)).call(x, y.detach().sigmoid()) },
        { "triplet_margin", (x, y, z) => nn.TripletMarginLoss(2).call(x, y, z) },
        { "triplet_margin_swap", (x, y, z) => nn.TripletMarginLoss(0.5, p: 3, swap: true, reduction: nn.Reduction.Sum).call(x, y, z) },
        { "margin_ranking", (x, y, z) => nn.MarginRankingLoss(0.4).call(x, y, z.detach().sign()) },
        { "cosine_embedding", (x, y, z) => nn.CosineEmbeddingLoss(0.1).call(x, y, z.detach().sign()) },
        { "cross_entropy", (x, y) => nn.CrossEntropyLoss(Weights(x), ignore_index: 1).call(x, y) },
        { "nll", (x, y) => nn.NLLLoss(Weights(x)).call(F.log_softmax(x, 1), y) },
        { "multi_margin", (x, y) => nn.MultiMarginLoss(p: 2, margin: 0.5).call(x, y) },
        { "multi_margin_weighted", (x, y) => nn.MultiMarginLoss(weight: Weights(x)).call(x, y) },
        { "multi_label_margin", (x, y) => nn.MultiLabelMarginLoss().call(x, y) },
        { "multi_label_soft_margin", (x, y) => nn.MultiLabelSoftMarginLoss().call(x, y.ge(0).to(x.dtype)) },
        { "gaussian_nll", (x, y, v) => nn.GaussianNLLLoss(full: true).call(x, y, v) },
    };

    // The weights of the layer are constants, so that only its input is differentiated.
    private static Tensor[] With(nn.Module<Tensor, Tensor> layer, Tensor[] inputs)
    {
        using var untracked = no_grad();
        foreach (var (parameter, value) in layer.parameters().Zip(inputs.Skip(1)))
            parameter.copy_(value);
        foreach (var parameter in layer.parameters())
            parameter.requires_grad = false;
        using var tracked = enable_grad();
        return [layer.call(inputs[0])];
    }

    private static Tensor Weights(Tensor like) => tensor(new[] { 1.0, 2, 3, 4 }, dtype: like.dtype);
}
