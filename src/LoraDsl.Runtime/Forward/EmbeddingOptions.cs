using System.Runtime.CompilerServices;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace LoraDsl.Forward;

/// <summary>
/// Options of an embedding that change its rows or their gradients, and that TorchSharp does not tell. They show in one pass and its gradient with a
/// table of one column, which takes the place of the layer's own meanwhile.
/// </summary>
/// <param name="PaddingRow">The row that gets no gradient (<c>padding_idx</c>), or <see langword="null"/>.</param>
/// <param name="MaxNorm">The norm that a row is cut to when it is looked up (<c>max_norm</c>), or <see langword="null"/>.</param>
internal sealed record EmbeddingOptions(long? PaddingRow, double? MaxNorm)
{
    private const double Probe = 1e30;
    private static readonly ConditionalWeakTable<Embedding, EmbeddingOptions> Known = [];

    /// <summary>The options of a layer, found once.</summary>
    public static EmbeddingOptions Of(Embedding layer) => Known.TryGetValue(layer, out var options) ? options : Known.GetValue(layer, Read);

    private static EmbeddingOptions Read(Embedding layer)
    {
        using var scope = NewDisposeScope();
        using var tracked = enable_grad();
        var table = layer.get_parameter("weight") ?? layer.weight!;
        var rows = table.shape[0];
        if (rows == 0)
            return new EmbeddingOptions(null, null);
        var probe = new Parameter(full(rows, 1, Probe, dtype: ScalarType.Float64, device: table.device));
        layer.weight = probe;
        try
        {
            var found = layer.forward(arange(rows, device: table.device));
            var norm = found[0, 0].item<double>();
            found.sum().backward();
            var untouched = probe.grad!.to_dense().eq(0).flatten().nonzero();
            return new EmbeddingOptions(untouched.numel() == 0 ? null : untouched[0, 0].item<long>(), norm == Probe ? null : norm);
        }
        finally
        {
            layer.weight = table;
        }
    }
}
