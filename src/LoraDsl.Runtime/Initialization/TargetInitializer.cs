using LoraDsl.Limits;
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
    private readonly double noise = OptionGuard.NotNegative(noise, nameof(noise));

    /// <inheritdoc/>
    public string Name => "SVD of a target";

    /// <inheritdoc/>
    public InitializerNeeds Needs => InitializerNeeds.Nothing;

    /// <inheritdoc/>
    public bool ChangesModel => true;

    /// <inheritdoc/>
    /// <exception cref="ArgumentException">The target does not have the weight's shape.</exception>
    public void Fill(InitializerContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        using var scope = NewDisposeScope();
        var matrix = target(context.Path);
        if (!matrix.shape.AsSpan().SequenceEqual(context.Weight.shape))
        {
            throw new ArgumentException(
                $"The target of '{context.Path}' has the shape ({string.Join(", ", matrix.shape)}), its weight ({string.Join(", ", context.Weight.shape)}).", nameof(context));
        }

        SingularFactors.FillBalanced(context, matrix);
        if (noise == 0)
            return;
        context.A.add_(randn_like(context.A), alpha: noise);
        context.B.add_(randn_like(context.B), alpha: noise);
    }
}
