using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;
using F = TorchSharp.torch.nn.functional;

namespace LoraDsl.Torch.Tests.References;

internal static partial class OperatorTable
{
    private static readonly Calls Products = new()
    {
        { "mm", (a, b) => a.mm(b) },
        { "matmul", (a, b) => a.matmul(b) },
        { "matmul_broadcast", (a, b) => a.matmul(b) },
        { "matmul_vector", (a, b) => a.matmul(b) },
        { "bmm", (a, b) => a.bmm(b) },
        { "mv", (a, b) => a.mv(b) },
        { "dot", (a, b) => a.dot(b) },
        { "outer", (a, b) => a.outer(b) },
        { "addmm", (a, b, c) => addmm(a, b, c, 0.5f, 2) },
        { "baddbmm", (a, b, c) => baddbmm(a, b, c, 0.5f, 2) },
        { "addmv", (a, b, c) => addmv(a, b, c, 1, 1) },
        { "einsum", (a, b) => einsum("bij,bkj->bik", a, b) },
        { "tensordot", (a, b) => tensordot(a, b, 2) },
        { "kron", (a, b) => kron(a, b) },
        { "linear", (x, w, b) => F.linear(x, w, b) },
    };

    // Singular vectors, columns of Q and eigenvectors may change their sign: what is compared does not.
    private static readonly Calls LinearAlgebra = new()
    {
        { "svd", Singular },
        { "svdvals", a => linalg.svdvals(a) },
        { "qr", Triangular },
        { "eigh", Eigen },
        { "eigvalsh", a => linalg.eigvalsh(Symmetric(a)) },
        { "cholesky", a => linalg.cholesky(a.mm(a.t()) + eye(3, dtype: a.dtype)) },
        { "solve", (a, b) => linalg.solve(a, b) },
        { "solve_triangular", (a, b) => linalg.solve_triangular(a, b, upper: true) },
        { "inv", a => linalg.inv(a) },
        { "pinv", a => linalg.pinv(a) },
        { "det", a => linalg.det(a) },
        { "slogdet", a => linalg.slogdet(a) },
        { "matrix_exp", a => linalg.matrix_exp(a / 4) },
        { "matrix_power", a => a.matrix_power(3) },
        { "matrix_norm", a => linalg.matrix_norm(a) },
        { "matrix_norm_nuclear", a => linalg.matrix_norm(a, "nuc") },
        { "vector_norm", a => linalg.vector_norm(a, 3) },
        { "trace", a => a.trace() },
    };

    private static readonly Calls Layers = new()
    {
        { "conv2d", (x, w, b) => F.conv2d(x, w, b, strides: [2, 2], padding: [1, 1]) },
        { "conv2d_dilated", (x, w) => F.conv2d(x, w, dilation: [2, 2]) },
        { "conv2d_grouped", (x, w, b) => F.conv2d(x, w, b, groups: 2) },
        { "max_pool2d", x => F.max_pool2d(x, 3, stride: 2, padding: 1) },
        { "max_pool2d_ceil", x => F.max_pool2d(x, 2, ceil_mode: true) },
        { "avg_pool2d", x => F.avg_pool2d(x, 3, stride: 2, padding: 1) },
        { "avg_pool2d_unpadded", x => F.avg_pool2d(x, 3, stride: 2, padding: 1, count_include_pad: false) },
        { "layer_norm", (x, w, b) => F.layer_norm(x, [4, 5], w, b) },
        { "batch_norm_training", (x, w, b) => F.batch_norm(x, null!, null!, w, b, training: true) },
        { "batch_norm_evaluation", (x, mean, variance) => F.batch_norm(x, mean, variance) },
        { "one_hot", (_, i) => F.one_hot(i, 6) },
        { "normalize", x => F.normalize(x, dim: 1) },
    };

    private static readonly Calls Losses = new()
    {
        { "cross_entropy", (x, y) => F.cross_entropy(x, y) },
        { "cross_entropy_sum", (x, y) => F.cross_entropy(x, y, reduction: nn.Reduction.Sum, label_smoothing: 0.1) },
        { "cross_entropy_weighted", (x, y, w) => F.cross_entropy(x, y, w.detach(), ignore_index: 1) },
        { "nll_loss", (x, y) => F.nll_loss(x, y, reduction: nn.Reduction.None) },
        { "mse_loss", (x, y) => F.mse_loss(x, y) },
        { "mse_loss_none", (x, y) => F.mse_loss(x, y, nn.Reduction.None) },
        { "l1_loss", (x, y) => F.l1_loss(x, y, nn.Reduction.Sum) },
        { "smooth_l1_loss", (x, y) => F.smooth_l1_loss(x, y, beta: 0.5) },
        { "binary_cross_entropy_with_logits", (x, y) => F.binary_cross_entropy_with_logits(x, y.detach()) },
    };

    private static readonly Calls Attention = new()
    {
        { "attention", (q, k, v) => F.scaled_dot_product_attention(q, k, v) },
        { "attention_masked", (q, k, v, mask) => F.scaled_dot_product_attention(q, k, v, mask) },
        { "attention_causal", (q, k, v) => F.scaled_dot_product_attention(q, k, v, is_casual: true) },
        { "multihead", t => Heads(t) },
        { "multihead_masked", t => Heads(t, mask: ones(4, 5, dtype: ScalarType.Bool).triu(2)) },
        { "multihead_padded", t => Heads(t, padding: Padding()) },
        { "multihead_added", t => Heads(t, mask: arange(20).reshape(4, 5) / 10) },
        { "multihead_sizes", t => Attend(nn.MultiheadAttention(6, 3, add_bias_kv: true, add_zero_attn: true, kdim: 4, vdim: 3), t, Padding(), ones(4, 5, dtype: ScalarType.Bool).triu(3), [3, 4, 5, 6, 9, 10, 7, 8]) },
    };

    private static Tensor Padding() => tensor(new[,] { { false, false, false, false, false }, { false, true, false, false, true } });

    private static Tensor[] Heads(Tensor[] t, Tensor? padding = null, Tensor? mask = null) =>
        Attend(nn.MultiheadAttention(6, 2), t, padding, mask, [3, 4, 5, 6]);

    // The parameters in the order in which the layer has them.
    private static Tensor[] Attend(MultiheadAttention layer, Tensor[] t, Tensor? padding, Tensor? mask, int[] order)
    {
        layer.to(t[0].dtype);
        using (no_grad())
        {
            foreach (var (parameter, place) in layer.parameters().Zip(order))
                parameter.copy_(t[place]);
        }
        foreach (var parameter in layer.parameters())
            parameter.requires_grad = false;
        var (output, weights) = layer.call(t[0], t[1], t[2], padding, attn_mask: mask);
        return [output, weights];
    }

    private static Tensor[] Singular(Tensor a)
    {
        var (u, s, vh) = linalg.svd(a, fullMatrices: false);
        return [s, (u * s).mm(vh)];
    }

    private static Tensor[] Triangular(Tensor a)
    {
        var (q, r) = linalg.qr(a);
        return [q.mm(r), r.abs()];
    }

    private static Tensor[] Eigen(Tensor a)
    {
        var (values, vectors) = linalg.eigh(Symmetric(a));
        return [values, (vectors * values).mm(vectors.t())];
    }

    private static Tensor Symmetric(Tensor a) => a + a.transpose(-1, -2);
}
