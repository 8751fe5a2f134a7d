using LoraDsl.Adapters;
using LoraDsl.Importance;
using static TorchSharp.torch;

namespace RankStudy.Methods;

/// <summary>Attention weights of the blocks. The head is in no attention: it gets the mean of the others.</summary>
internal sealed class BlockAttention : IImportanceMeasure
{
    private readonly AttentionWeightImportance attention = new();

    public string Name => attention.Name;

    public IReadOnlyList<double> Measure(
        nn.Module model, IReadOnlyList<(string Path, LayerAdapter Adapter)> adapters, IEnumerable<Func<Tensor>> losses)
    {
        var inside = adapters.Where(entry => entry.Path.StartsWith("blocks.", StringComparison.Ordinal)).ToList();
        var scores = inside.Zip(attention.Measure(model, inside, losses)).ToDictionary(entry => entry.First.Path, entry => entry.Second);
        return [.. adapters.Select(entry => scores.TryGetValue(entry.Path, out var score) ? score : scores.Values.Average())];
    }
}
