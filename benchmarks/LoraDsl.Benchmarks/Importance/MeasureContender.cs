using LoraDsl.Adapters;
using LoraDsl.Importance;
using static TorchSharp.torch;

namespace LoraDsl.Benchmarks.Importance;

/// <summary>A measure of all adapters on one batch.</summary>
internal sealed class MeasureContender : ImportanceContender
{
    private readonly IImportanceMeasure measure;
    private readonly (string, LayerAdapter)[] adapters;

    public MeasureContender(string name, Func<MeasuredTransformer, IImportanceMeasure> create, DigitsCase sizes, Device device)
        : base(sizes, device)
    {
        Name = name;
        measure = create(Model);
        adapters = [.. Model.Lora.Named()];
    }

    public override string Name { get; }

    public override void Step()
    {
        using var scope = NewDisposeScope();
        measure.Measure(Model, adapters, [Loss]);
    }
}
