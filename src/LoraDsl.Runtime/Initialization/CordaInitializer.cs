using static TorchSharp.torch;

namespace LoraDsl.Initialization;

/// <summary>
/// Components of the frozen weight as the layer's inputs see it (CorDA, Yang et al., arXiv 2406.05223): with the covariance C of the inputs and
/// W·C = U·S·Vᵀ, s·B·A is the part U·S·Vᵀ·C⁻¹ of W that belongs to the greatest or the least singular values.
/// </summary>
/// <param name="mode">Which of them.</param>
public sealed class CordaInitializer(CordaMode mode = CordaMode.InstructionPreviewed) : IAdapterInitializer
{
    // As PEFT has it: few batches leave C without an inverse.
    private const double Damping = 0.01;

    /// <summary>Which components are trained.</summary>
    public CordaMode Mode { get; } = Enum.IsDefined(mode) ? mode : throw new ArgumentOutOfRangeException(nameof(mode), mode, "There is no such mode.");

    /// <inheritdoc/>
    public string Name => "CorDA";

    /// <inheritdoc/>
    public InitializerNeeds Needs => InitializerNeeds.Covariance;

    /// <inheritdoc/>
    public bool ChangesModel => true;

    /// <inheritdoc/>
    public void Fill(InitializerContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        using var scope = NewDisposeScope();
        var given = context.RequiredCovariance.to(ScalarType.Float64, context.Weight.device);
        var level = given.diagonal().mean().item<double>();
        var covariance = given.add(eye(context.InFeatures, dtype: ScalarType.Float64, device: given.device).mul(level > 0 ? Damping * level : 1));
        var (u, s, vt) = SingularFactors.Of(context.Weight.to(ScalarType.Float64).mm(covariance));
        var rank = Math.Min(context.Rank, s.shape[0]);
        var first = Mode == CordaMode.InstructionPreviewed ? 0 : s.shape[0] - rank;
        var root = s.narrow(0, first, rank).div(context.Scaling).sqrt();
        context.A.zero_();
        context.B.zero_();

        // C is symmetric, so that Vᵀ·C⁻¹ solves C·X = V.
        context.A.narrow(0, 0, rank).copy_(linalg.solve(covariance, vt.narrow(0, first, rank).t()).t().mul(root.unsqueeze(1)));
        context.B.narrow(1, 0, rank).copy_(u.narrow(1, first, rank).mul(root));
    }
}
