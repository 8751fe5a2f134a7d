using LoraDsl.Benchmarks.Measurement;
using static TorchSharp.torch;

namespace LoraDsl.Benchmarks.DyLora;

/// <summary>Choosing ranks by turns, many times.</summary>
internal sealed class ChoiceContender : ManagedContender
{
    private const int Choices = 10_000;

    private readonly TorchSharp.Modules.Linear layer;
    private readonly DynamicLayer model;
    private readonly int low;
    private readonly int high;

    /// <summary>A contender.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="width">Inputs and outputs of the layer.</param>
    /// <param name="low">One rank,</param>
    /// <param name="high">and the other.</param>
    public ChoiceContender(string name, int width, int low, int high)
    {
        Name = name;
        (this.low, this.high) = (low, high);
        layer = nn.Linear(width, width);
        model = new DynamicLayer(layer);
        model.eval();
    }

    /// <inheritdoc/>
    public override string Name { get; }

    /// <inheritdoc/>
    public override void Step()
    {
        for (var choice = 0; choice < Choices; choice++)
            model.Layer.Rank = choice % 2 == 0 ? low : high;
    }

    /// <summary>Bytes of the managed heap that choosing takes; a view or a copy of a tensor would be among them.</summary>
    public long Allocated()
    {
        Step();
        var before = GC.GetAllocatedBytesForCurrentThread();
        Step();
        return GC.GetAllocatedBytesForCurrentThread() - before;
    }

    /// <inheritdoc/>
    public override void Dispose()
    {
        model.Dispose();
        layer.Dispose();
    }
}
