using LoraDsl.Adapters;
using static TorchSharp.torch;

namespace LoraDsl.Importance;

/// <summary>A measure that can also say what each single rank of an adapter would be worth.</summary>
public interface IComponentMeasure : IImportanceMeasure
{
    /// <summary>Scores the components that each adapter could have, comparable between adapters.</summary>
    /// <param name="model">The model that the adapters belong to.</param>
    /// <param name="adapters">The adapters with their paths.</param>
    /// <param name="losses">The loss of each calibration batch: a scalar tensor computed by running the model.</param>
    /// <returns>For each adapter, in order, finite scores ≥ 0 of its components, the greatest first.</returns>
    IReadOnlyList<IReadOnlyList<double>> MeasureComponents(
        nn.Module model,
        IReadOnlyList<(string Path, LayerAdapter Adapter)> adapters,
        IEnumerable<Func<Tensor>> losses);
}
