using static TorchSharp.torch;

namespace LoraDsl.Initialization;

/// <summary>
/// The gradient's singular vectors (LoRA-GA, Wang et al., arXiv 2407.05000): A from the first right ones, B from the left ones
/// after them, both times out^¼/√γ, so that the first step is near that of full fine-tuning.
/// </summary>
/// <param name="gamma">γ of the stable scale.</param>
public sealed class LoraGaInitializer(double gamma = 16) : IAdapterInitializer
{
    private readonly double gamma = double.IsFinite(gamma) && gamma > 0
        ? gamma
        : throw new ArgumentOutOfRangeException(nameof(gamma), gamma, "γ is finite and positive.");

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
    public void Fill(InitializerContext start)
    {
        ArgumentNullException.ThrowIfNull(start);
        using var scope = NewDisposeScope();
        var gradient = start.RequiredGradient;
        var count = gradient.Values.shape[0];
        if (count < 2 * start.Rank)
        {
            throw new ArgumentException(
                $"LoRA-GA needs {2 * start.Rank} singular vectors for '{start.Path}' of rank {start.Rank}, but its gradient has {count}: take a rank of at most {count / 2}.", nameof(start));
        }

        var scale = Math.Pow(start.OutFeatures, 0.25) / Math.Sqrt(gamma);
        start.A.copy_(gradient.Right.narrow(0, 0, start.Rank).mul(scale));
        start.B.copy_(gradient.Left.narrow(1, start.Rank, start.Rank).mul(scale));
    }
}
