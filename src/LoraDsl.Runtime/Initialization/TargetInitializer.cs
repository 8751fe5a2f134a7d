using static TorchSharp.torch;

namespace LoraDsl.Initialization;

/// <summary>
/// B·A the best approximation of a target matrix by the rank, such as a known ΔW: from its singular value decomposition U·S·Vᵀ,
/// A = √S·Vᵀ and B = U√S.
/// </summary>
/// <param name="target">The target (out × in) of an adapter, by its path.</param>
/// <param name="noise">Standard deviation of normal noise that is added to A and B.</param>
public sealed class TargetInitializer(Func<string, Tensor> target, double noise = 0) : IAdapterInitializer
{
    private readonly Func<string, Tensor> target = target ?? throw new ArgumentNullException(nameof(target));
    private readonly double noise = double.IsFinite(noise) && noise >= 0
        ? noise
        : throw new ArgumentOutOfRangeException(nameof(noise), noise, "A standard deviation is finite and not negative.");

    /// <inheritdoc/>
    public string Name => "SVD of a target";

    /// <inheritdoc/>
    public InitializerNeeds Needs => InitializerNeeds.Nothing;

    /// <inheritdoc/>
    public bool ChangesModel => true;

    /// <inheritdoc/>
    /// <exception cref="ArgumentException">The target does not have the weight's shape.</exception>
    public void Fill(InitializerContext start)
    {
        ArgumentNullException.ThrowIfNull(start);
        using var scope = NewDisposeScope();
        var matrix = target(start.Path);
        if (!matrix.shape.AsSpan().SequenceEqual(start.Weight.shape))
        {
            throw new ArgumentException(
                $"The target of '{start.Path}' has the shape ({string.Join(", ", matrix.shape)}), its weight ({string.Join(", ", start.Weight.shape)}).", nameof(start));
        }

        SingularFactors.FillBalanced(start, matrix);
        if (noise == 0)
            return;
        start.A.add_(randn_like(start.A), alpha: noise);
        start.B.add_(randn_like(start.B), alpha: noise);
    }
}
