using LoraDsl.Adapters;
using static TorchSharp.torch;

namespace LoraDsl.Importance;

/// <summary>Says how much each adapter of a model deserves rank.</summary>
/// <remarks>A measure leaves weights, gradients, the random state and the train/eval mode of the model as it found them.</remarks>
public interface IImportanceMeasure
{
    /// <summary>Name of the measure, for reports.</summary>
    string Name { get; }

    /// <summary>Scores the adapters.</summary>
    /// <param name="model">The model that the adapters belong to.</param>
    /// <param name="adapters">The adapters with their paths.</param>
    /// <param name="losses">The loss of each calibration batch: a scalar tensor computed by running the model.</param>
    /// <returns>One finite score ≥ 0 for each adapter, in order; higher deserves more rank.</returns>
    IReadOnlyList<double> Measure(
        nn.Module model,
        IReadOnlyList<(string Path, LayerAdapter Adapter)> adapters,
        IEnumerable<Func<Tensor>> losses);
}
