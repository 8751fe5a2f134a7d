using static TorchSharp.torch;

namespace LoraDsl.Initialization;

/// <summary>
/// The principal singular values and vectors of the frozen weight (PiSSA, Meng et al., arXiv 2404.02948): s·B·A is the best
/// approximation of W by the rank, which the compensated base then lacks.
/// </summary>
public sealed class PissaInitializer : IAdapterInitializer
{
    /// <summary>An initializer by a whole decomposition, or by a randomized one, which is faster and nearly the same.</summary>
    /// <param name="iterations">
    /// Power iterations of a randomized decomposition (Halko et al., arXiv 0909.4061), PEFT's <c>pissa_niter_N</c>: more of them bring it nearer to
    /// the best approximation. Left out, the decomposition is whole.
    /// </param>
    /// <exception cref="ArgumentOutOfRangeException">The number is negative.</exception>
    public PissaInitializer(int? iterations = null)
    {
        if (iterations is { } count)
            ArgumentOutOfRangeException.ThrowIfNegative(count, nameof(iterations));
        Iterations = iterations;
    }

    /// <summary>Power iterations of a randomized decomposition; <see langword="null"/> for a whole one.</summary>
    public int? Iterations { get; }

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
        var matrix = context.Weight.to(ScalarType.Float64).div(context.Scaling);
        if (Iterations is { } iterations)
            SingularFactors.FillBalanced(context, RandomizedSvd.Of(matrix, (int)context.Rank, iterations));
        else
            SingularFactors.FillBalanced(context, matrix);
    }
}
