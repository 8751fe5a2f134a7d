using static TorchSharp.torch;

namespace LoraDsl.Benchmarks.Transformer;

/// <summary>A way to write an adapted layer, left to autograd.</summary>
/// <param name="Name">Its name in the results.</param>
/// <param name="Adapts">Whether there are factors.</param>
/// <param name="Run">The layer's output.</param>
internal sealed record Formula(string Name, bool Adapts, Func<Projection, Tensor, Tensor> Run)
{
    /// <summary>The layer without an adapter.</summary>
    public static Formula Frozen { get; } = new("frozen", false, (projection, x) => projection.Layer.forward(x));

    /// <summary>As it is usually written.</summary>
    public static Formula Eager { get; } = new("eager", true, (projection, x) =>
        projection.Layer.forward(x) + (TransformerCase.Scaling * nn.functional.linear(nn.functional.linear(x, projection.A!), projection.B!)));

    /// <summary>As it is usually written, with dropout.</summary>
    public static Formula EagerDropout { get; } = new("eager-dropout", true, (projection, x) => projection.Layer.forward(x)
        + (TransformerCase.Scaling * nn.functional.linear(nn.functional.linear(nn.functional.dropout(x, 0.1), projection.A!), projection.B!)));

    /// <summary>The products in the best order, by hand: what a careful user would write.</summary>
    public static Formula Composition { get; } = new("composition", true, (projection, x) =>
    {
        using var scope = NewDisposeScope();
        var rows = x.flatten(0, -2);
        var y = projection.Layer.forward(rows);
        y.addmm_(rows.mm(projection.A!.t()), projection.B!.t(), alpha: (float)TransformerCase.Scaling);
        return y.view([.. x.shape[..^1], y.shape[1]]).MoveToOuterDisposeScope();
    });

    /// <summary>As PEFT 0.17 computes it, each temporary freed where Python's reference counts free it.</summary>
    public static Formula Peft { get; } = new("peft-formula", true, (projection, x) =>
    {
        using var frozen = projection.Layer.forward(x);
        using var scaled = Scaled(projection, x);
        return frozen + scaled;
    });

    private static Tensor Scaled(Projection projection, Tensor x)
    {
        using var reduced = nn.functional.linear(x, projection.A!);
        using var product = nn.functional.linear(reduced, projection.B!);
        return product * TransformerCase.Scaling;
    }
}
