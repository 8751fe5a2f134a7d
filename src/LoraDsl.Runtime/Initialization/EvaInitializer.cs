namespace LoraDsl.Initialization;

/// <summary>
/// The directions in which the layer's inputs vary most (EVA, Paischer et al., arXiv 2410.07170): A from the right singular vectors of
/// the inputs, B zero.
/// </summary>
internal sealed class EvaInitializer : IAdapterInitializer
{
    /// <inheritdoc/>
    public string Name => "EVA";

    /// <inheritdoc/>
    public InitializerNeeds Needs => InitializerNeeds.Inputs;

    /// <inheritdoc/>
    public bool ChangesModel => false;

    /// <inheritdoc/>
    /// <exception cref="ArgumentException">There are fewer inputs than the rank.</exception>
    public void Fill(InitializerContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        SingularFactors.FillDirections(context, context.RequiredInputs);
    }
}
