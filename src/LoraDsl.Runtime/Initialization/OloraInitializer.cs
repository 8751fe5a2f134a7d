using static TorchSharp.torch;

namespace LoraDsl.Initialization;

/// <summary>
/// The first columns of Q and rows of R of the frozen weight's QR decomposition (OLoRA, Büyükakyüz, arXiv 2406.01775): B is
/// orthonormal.
/// </summary>
internal sealed class OloraInitializer : IAdapterInitializer
{
    /// <inheritdoc/>
    public string Name => "OLoRA";

    /// <inheritdoc/>
    public InitializerNeeds Needs => InitializerNeeds.Weight;

    /// <inheritdoc/>
    public bool ChangesModel => true;

    /// <inheritdoc/>
    /// <exception cref="ArgumentException">The rank is above one of the sizes of the weight.</exception>
    public void Fill(InitializerContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        using var scope = NewDisposeScope();
        if (context.Rank > Math.Min(context.InFeatures, context.OutFeatures))
        {
            throw new ArgumentException(
                $"'{context.Path}' has {Math.Min(context.InFeatures, context.OutFeatures)} columns of Q at most and cannot be initialized with rank {context.Rank} by OLoRA: take less rank.", nameof(context));
        }

        var (q, r) = linalg.qr(context.Weight.to(ScalarType.Float64));
        context.A.copy_(r.narrow(0, 0, context.Rank));
        context.B.copy_(q.narrow(1, 0, context.Rank));
    }
}
