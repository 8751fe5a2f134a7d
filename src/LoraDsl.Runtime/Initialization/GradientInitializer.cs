namespace LoraDsl.Initialization;

/// <summary>
/// The best rank-r first step toward full fine-tuning (LoRS, Hu et al., arXiv 2501.08582): A from the first right singular vectors of
/// ∂L/∂W, which minimise ‖G − G·AᵀA‖, and B zero.
/// </summary>
internal sealed class GradientInitializer : IAdapterInitializer
{
    /// <inheritdoc/>
    public string Name => "gradient";

    /// <inheritdoc/>
    public InitializerNeeds Needs => InitializerNeeds.Gradient;

    /// <inheritdoc/>
    public bool ChangesModel => false;

    /// <inheritdoc/>
    public void Fill(InitializerContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        SingularFactors.FillDirections(context, context.RequiredGradient.Right);
    }
}
