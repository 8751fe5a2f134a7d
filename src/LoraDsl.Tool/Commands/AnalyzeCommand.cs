using System.CommandLine;
using LoraDsl.Ranks;
using LoraDsl.Tool.Files;
using LoraDsl.Tool.Results;
using Spectre.Console;

namespace LoraDsl.Tool.Commands;

/// <summary>`lora analyze`: which ranks a fine-tuning made use of.</summary>
internal static class AnalyzeCommand
{
    private static readonly Argument<string> Base = Verb.Path("BASE", "The checkpoint before: a safetensors file, or a folder with one or with its parts.");
    private static readonly Argument<string> Tuned = Verb.Path("TUNED", "The checkpoint after.");

    private static readonly Option<int?> Budget = new("--budget")
    {
        Description = "Ranks to share out over the layers; without it every layer is recommended its effective rank.",
    };

    public static Command Create() => Verb.Of(
        "analyze",
        "Compares two checkpoints of one model: the spectrum of each layer's change, and the ranks that adapters would need to follow it.",
        ["lora analyze base.safetensors tuned.safetensors --budget 256", "lora analyze base/ tuned/ --json"],
        [Base, Tuned, Budget],
        (parsed, output) =>
        {
            var (before, after, budget) = (parsed.GetRequiredValue(Base), parsed.GetRequiredValue(Tuned), parsed.GetValue(Budget));
            var analysis = Compare(before, after, budget);
            output.Write(Describe(before, after, analysis), ResultJson.Default.Analysis, (_, console) => console.Write(analysis.ToString()));
        });

    private static CheckpointAnalysis Compare(string before, string after, int? budget)
    {
        using var first = Checkpoint.Open(before);
        using var second = Checkpoint.Open(after);
        var names = first.Names.Where(name => first.TryGet(name, out var tensor) && tensor.Entry.Shape.Length >= 2 && tensor.Entry.Length > 0 && second.TryGet(name, out _)).ToArray();
        var layers = new LayerChange[names.Length];
        var problems = new InvalidDataException?[names.Length];
        Parallel.For(0, names.Length, index =>
        {
            try
            {
                layers[index] = Change(names[index], first, second);
            }
            catch (InvalidDataException problem)
            {
                problems[index] = problem;
            }
        });

        // All of them were looked at, so that which one is named does not depend on who came first.
        var found = problems.OfType<InvalidDataException>().ToList();
        return found.Count == 0
            ? CheckpointAnalysis.Of([.. layers], budget)
            : throw new InvalidDataException(found[0].Message + (found.Count == 1 ? "" : $" {found.Count - 1} more of the weights cannot be compared either."), found[0]);
    }

    private static LayerChange Change(string name, Checkpoint first, Checkpoint second)
    {
        first.TryGet(name, out var before);
        second.TryGet(name, out var after);
        if (!before.Entry.Shape.AsSpan().SequenceEqual(after.Entry.Shape))
        {
            throw new InvalidDataException(
                $"'{name}' has the shape ({string.Join(", ", before.Entry.Shape)}) in '{first.Path}' and ({string.Join(", ", after.Entry.Shape)}) in '{second.Path}': compare checkpoints of one model.");
        }

        var weight = before.File.Matrix(before.Entry);
        var change = after.File.Matrix(after.Entry).Subtract(weight);
        if (change.Exists(value => !double.IsFinite(value)))
            throw new InvalidDataException($"the change of '{name}' has values that are not finite, and so no spectrum.");

        var spectrum = new SingularSpectrum(change.Svd(computeVectors: false).S.ToArray());
        var relative = spectrum.FrobeniusNorm == 0 ? 0 : spectrum.FrobeniusNorm / weight.FrobeniusNorm();
        return new LayerChange(name, weight.RowCount, weight.ColumnCount, spectrum, relative);
    }

    private static Results.Analysis Describe(string before, string after, CheckpointAnalysis analysis) => new(
        before,
        after,
        analysis.Budget,
        [.. analysis.Layers.Select(layer => new AnalyzedLayer(
            layer.Name,
            layer.Rows,
            layer.Columns,
            layer.Spectrum.EffectiveRank,
            layer.Rank90,
            layer.Spectrum.SpectralNorm,
            layer.RelativeChange,
            layer.RecommendedRank,
            layer.Spectrum.Values))]);
}
