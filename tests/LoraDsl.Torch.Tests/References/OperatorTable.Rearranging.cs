using static TorchSharp.torch;

namespace LoraDsl.Torch.Tests.References;

internal static partial class OperatorTable
{
    private static readonly Calls Rearranging = new()
    {
        { "squeeze_in_place", a => Padded(a).squeeze_() },
        { "squeeze_in_place_dim", a => squeeze_(Padded(a), 2) },
        { "roll_pair", a => a.roll((1, -2), (0, 1)) },
        { "roll_triple", a => roll(a, (1, -2, 3), (2, 1, 0)) },
        { "atleast_1d", a => a.sum().atleast_1d() },
        { "atleast_2d", a => a.atleast_2d() },
        { "atleast_3d", a => a.atleast_3d() },
        { "atleast_all", (Tensor[] t) => [.. atleast_2d(t[0], t[1])] },
        { "channel_shuffle", a => nn.ChannelShuffle(3).call(a) },
        { "tensordot_pairs", (a, b) => tensordot(a, b, [(0, 1), (2, 0)]) },
        { "take_along_dim", (a, i) => a.take_along_dim(i, 1) },
        { "take_along_all", (a, i) => a.take_along_dim(i) },
        { "nonzero_as_list", a => [.. (a > 0).nonzero_as_list()] },
        { "moveaxis_pair", a => moveaxis(a, (0, 1), (2, 0)) },
        { "moveaxis_triple", a => moveaxis(a, (0, 1, 2), (1, 2, 0)) },
        { "split_sizes", a => a.split(1L, 3L) },
        { "tensor_split", a => tensor_split(a, tensor(new long[] { 1, 3 }), 1) },
        { "hsplit", a => hsplit(a, 3) },
        { "hsplit_at", a => hsplit(a, (1, 4)) },
        { "vsplit", a => a.vsplit(2) },
        { "vsplit_at", a => a.vsplit(tensor(new long[] { 1, 3 })) },
        { "dsplit", a => a.dsplit(2) },
        { "dsplit_at", a => dsplit(a, (1, 2, 3)) },
        { "hstack", (a, b) => hstack((IEnumerable<Tensor>)[a, b]) },
        { "vstack", (a, b) => vstack((ReadOnlySpan<Tensor>)[a, b]) },
        { "row_stack", (a, b) => row_stack(a, b) },
        { "column_stack", (a, b) => column_stack(a, b) },
        { "dstack", (a, b) => dstack(a, b) },
        { "block_diag", (a, b) => Tensor.block_diag(a, b) },
        { "cartesian_prod", (a, b) => cartesian_prod(a, b) },
        { "combinations", a => combinations(a) },
        { "combinations_repeated", a => combinations(a, 3, with_replacement: true) },
        { "meshgrid", (Tensor[] t) => meshgrid(t) },
        { "meshgrid_xy", (Tensor[] t) => meshgrid(t, "xy") },
        { "chain_matmul", (a, b, c) => chain_matmul(a, b, c) },
        { "tril_indices", _ => tril_indices(4, 3, 1) },
        { "triu_indices", _ => triu_indices(3, 4, -1) },
        { "windows", _ => [bartlett_window(7), blackman_window(7, false), hann_window(8), hamming_window(6, true, 0.6f, 0.3f), kaiser_window(5, false, 4)] },
        { "sparse", a => a.relu().to_sparse() is var held ? [held.SparseIndices, held.SparseValues, held.to_dense()] : [] },
        { "sparse_of", a => sparse_coo_tensor(tensor(new long[,] { { 0, 2, 2 }, { 1, 0, 0 } }), a, [3, 2]).to_dense() },
    };

    private static Tensor Padded(Tensor a) => a.clone().unsqueeze(1).unsqueeze(0);
}
