using TorchSharp.Modules;
using static TorchSharp.torch;

namespace LoraDsl.Benchmarks.Transformer;

/// <summary>A layer of a block, and what adapts it.</summary>
/// <param name="Name">Its name in the block.</param>
/// <param name="Layer">The frozen layer.</param>
/// <param name="A">A, unless the block is left as it is.</param>
/// <param name="B">B, likewise.</param>
internal sealed record Projection(string Name, TorchSharp.Modules.Linear Layer, Parameter? A, Parameter? B)
{
    /// <summary>Fills the layer and the factors: in this order here and in Python/transformer.py, so that one seed gives the same numbers.</summary>
    public void Draw()
    {
        using var scope = NewDisposeScope();
        using var untracked = no_grad();
        var (inputs, outputs) = (Layer.in_features, Layer.out_features);
        Layer.weight.copy_(Drawn(outputs, inputs) / Math.Sqrt(inputs));
        var rank = A?.shape[0] ?? TransformerCase.Rank;
        Tensor a = Drawn(rank, inputs) / Math.Sqrt(inputs), b = Drawn(outputs, rank) * (0.1 / Math.Sqrt(rank));
        A?.copy_(a);
        B?.copy_(b);
        Layer.weight.requires_grad = false;
    }

    private Tensor Drawn(long rows, long columns) => randn(rows, columns, device: Layer.weight.device);
}
