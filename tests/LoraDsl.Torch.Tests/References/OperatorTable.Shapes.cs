using static TorchSharp.torch;

namespace LoraDsl.Torch.Tests.References;

internal static partial class OperatorTable
{
    private static readonly Calls Reductions = new()
    {
        { "sum", a => a.sum() },
        { "sum_dim", a => a.sum(1) },
        { "sum_dims", a => a.sum([0L, -1L], keepdim: true) },
        { "sum_typed", a => a.sum(-1, type: ScalarType.Float64) },
        { "mean", a => a.mean() },
        { "mean_dims", a => a.mean([0, 1], keepdim: true) },
        { "prod", a => a.prod() },
        { "prod_dim", a => a.prod(1) },
        { "var", a => a.var() },
        { "var_biased", a => a.var(1, unbiased: false) },
        { "std", a => a.std(1, keepdim: true) },
        { "max", a => a.max() },
        { "max_dim", a => a.max(1) },
        { "min_dim", a => a.min(-1, keepdim: true) },
        { "amax", a => a.amax(0, 1) },
        { "amin", a => a.amin(0) },
        { "argmax", a => a.argmax(1) },
        { "argmin", a => a.argmin() },
        { "norm", a => a.norm() },
        { "norm_dim", a => a.norm(1, p: 3) },
        { "logsumexp", a => a.logsumexp(1) },
        { "cumsum", a => a.cumsum(1) },
        { "cumprod", a => a.cumprod(0) },
        { "all", a => (a > 0).all() },
        { "any_dim", a => (a > 1).any(1) },
        { "count_nonzero", a => (a > 0).count_nonzero() },
        { "median", a => a.median() },
        { "quantile", a => a.quantile(tensor(new[] { 0.2, 0.7 }).to(a.dtype), 1) },
        { "softmax", a => a.softmax(-1) },
        { "log_softmax", a => nn.functional.log_softmax(a, 0) },
    };

    private static readonly Calls Shapes = new()
    {
        { "reshape", a => a.reshape(-1) },
        { "flatten", a => a.flatten(1) },
        { "transpose", a => a.transpose(0, -1) },
        { "transposed_contiguous", a => a.transpose(0, 1).contiguous().view(-1) },
        { "permute", a => a.permute(2, 0, 1) },
        { "unsqueeze", a => a.unsqueeze(1) },
        { "squeeze", a => a.unsqueeze(0).squeeze(0) },
        { "expand", a => a.unsqueeze(0).expand([3, .. a.shape]) },
        { "repeat", a => a.repeat(2, 3) },
        { "repeat_interleave", a => a.repeat_interleave(2, 1) },
        { "narrow", a => a.narrow(0, 1, 2) },
        { "select", a => a.select(1, 0) },
        { "diagonal", a => a.diagonal() },
        { "diag_embed", a => a.diag_embed() },
        { "tril", a => a.tril(1) },
        { "triu", a => a.triu() },
        { "flip", a => a.flip(0, 1) },
        { "roll", a => a.roll(2, 0) },
        { "unfold", a => a.unfold(0, 2, 1) },
        { "cat", (a, b) => cat([a, b], 1) },
        { "stack", (a, b) => stack([a, b], 1) },
        { "split", a => a.split(2) },
        { "chunk", a => a.chunk(3, 1) },
        { "unbind", a => a.unbind(1) },
        { "pad", a => nn.functional.pad(a, (1, 2), value: 0.5) },
        { "meshed", a => a.unsqueeze(1) - a.unsqueeze(0) },
    };

    private static readonly Calls Indexing = new()
    {
        { "index_number", a => a[-2] },
        { "index_slice", a => a[TensorIndex.Slice(1, 4, 2), TensorIndex.Slice(1)] },
        { "index_ellipsis", a => a[TensorIndex.Ellipsis, TensorIndex.Single(0)] },
        { "index_tensor", (a, i) => a[i] },
        { "index_column", (a, i) => a[TensorIndex.Colon, TensorIndex.Tensor(i)] },
        { "index_mask", a => a[a > 0] },
        { "index_select", (a, i) => a.index_select(0, i) },
        { "gather", (a, i) => a.gather(0, i) },
        { "scatter", (a, i, b) => a.scatter(0, i, b) },
        { "scatter_add", (a, i, b) => a.scatter_add(0, i, b) },
        { "index_add", (a, i, b) => a.index_add(0, i, b, 2) },
        { "masked_fill", a => a.masked_fill(a > 0, 3) },
        { "masked_select", a => a.masked_select(a > 0) },
        { "take", (a, i) => a.take(i) },
        { "sort", a => a.sort(1, descending: true) },
        { "argsort", a => a.argsort(0) },
        { "topk", a => a.topk(2, 1) },
        { "kthvalue", a => a.kthvalue(2, 1) },
        { "nonzero", a => (a > 0).nonzero() },
        { "bincount", (_, i) => i.bincount(null, 7) },
    };
}
