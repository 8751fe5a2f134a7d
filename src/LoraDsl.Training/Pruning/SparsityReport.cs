using System.Text;
using System.Text.Json;
using static System.FormattableString;
using static TorchSharp.torch;

namespace LoraDsl.Pruning;

/// <summary>How sparse the Linear and Conv2d layers of a model are.</summary>
/// <param name="Pattern">The pattern that the layers were checked for, in words; <see langword="null"/> for none.</param>
/// <param name="Score">Name of the score that they were pruned by just now; <see langword="null"/> when they were only looked at.</param>
/// <param name="Layers">The layers, in the order of the model.</param>
public sealed record SparsityReport(string? Pattern, string? Score, IReadOnlyList<LayerSparsity> Layers)
{
    /// <summary>Zeros in all of the layers.</summary>
    public long Zeros => Layers.Sum(layer => layer.Zeros);

    /// <summary>Weights in all of the layers.</summary>
    public long Total => Layers.Sum(layer => layer.Total);

    /// <summary>The share of zeros, from 0 to 1.</summary>
    public double Sparsity => Total == 0 ? 0 : (double)Zeros / Total;

    /// <summary>Whether every layer has the pattern; <see langword="null"/> when none was asked about.</summary>
    public bool? KeepsPattern => Pattern is null ? null : Layers.All(layer => layer.KeepsPattern is true);

    /// <summary>Counts the zeros of a model.</summary>
    /// <param name="model">The model; adapters have no part in it unless they are merged.</param>
    /// <param name="pattern">A pattern to check the layers for.</param>
    /// <param name="layers">Which layers to look at, by their path; all when left out.</param>
    public static SparsityReport Of(nn.Module model, SparsityPattern? pattern = null, Func<string, bool>? layers = null)
    {
        ArgumentNullException.ThrowIfNull(model);
        return Of(PrunableLayer.Of(model, layers), pattern, score: null);
    }

    /// <summary>A table, a line a layer.</summary>
    public override string ToString()
    {
        var width = Math.Max("all of them".Length, Layers.Select(layer => layer.Path.Length).DefaultIfEmpty().Max());
        var text = new StringBuilder();
        text.Append("layer".PadRight(width)).Append("        zeros      weights   sparsity").Append(Pattern is null ? "\n" : $"   {Pattern}\n");
        foreach (var layer in Layers)
            Line(layer.Path, layer.Zeros, layer.Total, layer.Sparsity, layer.KeepsPattern);
        Line("all of them", Zeros, Total, Sparsity, KeepsPattern);
        return text.ToString();

        void Line(string name, long zeros, long total, double sparsity, bool? kept)
        {
            text.Append(name.PadRight(width));
            text.Append(Invariant($"  {zeros,11}  {total,11}  {100 * sparsity,7:0.00} %"));
            text.Append(kept switch { null => "\n", true => "   yes\n", false => "   no\n" });
        }
    }

    /// <summary>The report as JSON, names in snake_case.</summary>
    public string ToJson() => JsonSerializer.Serialize(this, SparsityJson.Default.SparsityReport);

    internal static SparsityReport Of(IReadOnlyList<PrunableLayer> layers, SparsityPattern? pattern, string? score)
    {
        using var noGradient = no_grad();
        return new SparsityReport(pattern?.ToString(), score, [.. layers.Select(Count)]);

        LayerSparsity Count(PrunableLayer layer)
        {
            using var scope = NewDisposeScope();
            var matrix = layer.Matrix();
            var zeros = matrix.numel() - matrix.count_nonzero().item<long>();
            return new LayerSparsity(layer.Path, layer.Rows, layer.Columns, zeros, pattern?.IsKeptBy(matrix));
        }
    }
}
