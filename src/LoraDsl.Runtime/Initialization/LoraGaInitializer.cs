using LoraDsl.Limits;
using static TorchSharp.torch;

namespace LoraDsl.Initialization;

/// <summary>
/// The gradient's singular vectors (LoRA-GA, Wang et al., arXiv 2407.05000): A from the first right ones, B from the left ones
/// after them, both times out^¼/√γ, so that the first step is near that of full fine-tuning.
/// </summary>
/// <param name="gamma">γ of the stable scale.</param>
public sealed class LoraGaInitializer(double gamma = 16) : IAdapterInitializer
{
    private readonly double gamma = OptionGuard.Positive(gamma, nameof(gamma));

    /// <inheritdoc/>
    public string Name => "LoRA-GA";

    /// <inheritdoc/>
    public InitializerNeeds Needs => InitializerNeeds.Gradient;

    /// <inheritdoc/>
    public bool ChangesModel => true;

    /// <inheritdoc/>
    public int Directions(int rank) => 2 * rank;

    /// <inheritdoc/>
    /// <exception cref="ArgumentException">The gradient has fewer than twice the rank's singular vectors.</exception>
    public void Fill(InitializerContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        using var scope = NewDisposeScope();
        var gradient = context.RequiredGradient;
        var count = gradient.Values.shape[0];
        if (count < 2 * context.Rank)
        {
            throw new ArgumentException(
                $"LoRA-GA needs {2 * context.Rank} singular vectors for '{context.Path}' of rank {context.Rank}, but its gradient has {count}: take a rank of at most {count / 2}.", nameof(context));
        }

        var scale = Math.Pow(context.OutFeatures, 0.25) / Math.Sqrt(gamma);
        context.A.copy_(gradient.Right.narrow(0, 0, context.Rank).mul(scale));
        context.B.copy_(gradient.Left.narrow(1, context.Rank, context.Rank).mul(scale));
    }
}
