using static TorchSharp.torch;

namespace LoraDsl.Initialization;

/// <summary>An adapter's factors that are about to be filled, and what is known of their layer.</summary>
/// <param name="Path">The adapter's path in the model.</param>
/// <param name="A">A as a matrix (rank × in), to be filled in place.</param>
/// <param name="B">B as a matrix (out × rank), to be filled in place.</param>
/// <param name="Weight">The frozen weight as a matrix (out × in), as it was before any compensation.</param>
/// <param name="Scaling">The scaling s of s·B·A.</param>
public sealed record InitializerContext(string Path, Tensor A, Tensor B, Tensor Weight, double Scaling)
{
    /// <summary>
    /// Where the layer stands among the adapted layers of the whole model: from 0 for the first to below 1 for the last, layer / layers.
    /// </summary>
    public double Depth { get; init; }

    /// <summary>
    /// Leading singular vectors of ∂L/∂W, averaged over batches, as many as <see cref="IAdapterInitializer.Directions"/> asks for or the
    /// weight has; there for initializers that need the gradient.
    /// </summary>
    public GradientVectors? Gradient { get; init; }

    /// <summary>
    /// Leading right singular vectors of the layer's inputs over batches, as rows (count × in); there for initializers that need the inputs.
    /// </summary>
    public Tensor? Inputs { get; init; }

    /// <summary>
    /// The uncentred covariance XᵀX/T of the layer's inputs over batches, (in × in) in float64; there for initializers that need it.
    /// </summary>
    public Tensor? Covariance { get; init; }

    /// <summary>The rank.</summary>
    public long Rank => A.shape[0];

    /// <summary>Columns of the weight.</summary>
    public long InFeatures => A.shape[1];

    /// <summary>Rows of the weight.</summary>
    public long OutFeatures => B.shape[0];

    /// <summary>The gradient, for an initializer that stated its need of it.</summary>
    internal GradientVectors RequiredGradient => Gradient ?? throw Missing("gradient ∂L/∂W");

    /// <summary>The inputs, for an initializer that stated its need of them.</summary>
    internal Tensor RequiredInputs => Inputs ?? throw Missing("inputs");

    /// <summary>The covariance, for an initializer that stated its need of it.</summary>
    internal Tensor RequiredCovariance => Covariance ?? throw Missing("inputs");

    private InvalidOperationException Missing(string what) =>
        new($"The initializer of '{Path}' starts from the layer's {what}, which needs batches and a loss: call Lora.Initialize(batches, loss) or pass the initializer along with them.");
}
