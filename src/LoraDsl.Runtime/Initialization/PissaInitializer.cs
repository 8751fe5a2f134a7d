using static TorchSharp.torch;

namespace LoraDsl.Initialization;

/// <summary>
/// The principal singular values and vectors of the frozen weight (PiSSA, Meng et al., arXiv 2404.02948): s·B·A is the best
/// approximation of W by the rank, which the compensated base then lacks.
/// </summary>
internal sealed class PissaInitializer : IAdapterInitializer
{
    /// <inheritdoc/>
    public string Name => "PiSSA";

    /// <inheritdoc/>
    public InitializerNeeds Needs => InitializerNeeds.Weight;

    /// <inheritdoc/>
    public bool ChangesModel => true;

    /// <inheritdoc/>
    public void Fill(InitializerContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        using var scope = NewDisposeScope();
        SingularFactors.FillBalanced(context, context.Weight.to(ScalarType.Float64).div(context.Scaling));
    }
}
