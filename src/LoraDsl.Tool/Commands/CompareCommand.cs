using System.CommandLine;
using LoraDsl.Tool.Files;
using LoraDsl.Tool.Numerics;
using LoraDsl.Tool.Results;
using MathNet.Numerics.LinearAlgebra;
using Spectre.Console;
using static System.FormattableString;

namespace LoraDsl.Tool.Commands;

/// <summary>`lora compare`: how alike two adapters are.</summary>
internal static class CompareCommand
{
    private static readonly Argument<string> First = Verb.Path("A", "An adapter's folder.");
    private static readonly Argument<string> Second = Verb.Path("B", "Another adapter's folder.");

    public static Command Create() => Verb.Of(
        "compare",
        "Compares two adapters layer by layer: ranks, norms, how far their changes of the weights agree, and how far they reach the same subspaces.",
        ["lora compare monday/ tuesday/", "lora compare full/ trimmed/ --json"],
        [First, Second],
        (parsed, output) => output.Write(
            Compare(AdapterFolder.Read(parsed.GetRequiredValue(First)), AdapterFolder.Read(parsed.GetRequiredValue(Second))),
            ResultJson.Default.Comparison,
            Print));

    private static Comparison Compare(AdapterFolder first, AdapterFolder second)
    {
        var (ours, theirs) = (first.Layers.ToDictionary(layer => layer.Path), second.Layers.ToDictionary(layer => layer.Path));
        var paths = ours.Keys.Union(theirs.Keys).Order(StringComparer.Ordinal);
        return new Comparison(
            first.Path,
            second.Path,
            first.Parameters,
            second.Parameters,
            [.. paths.Select(path => Compare(path, ours.GetValueOrDefault(path), theirs.GetValueOrDefault(path)))],
            [.. first.Description.Warnings, .. second.Description.Warnings]);
    }

    private static ComparedLayer Compare(string path, AdapterLayer? first, AdapterLayer? second)
    {
        var (one, two) = (first is null ? null : LowRankProduct.Of(first), second is null ? null : LowRankProduct.Of(second));
        var (firstNorm, secondNorm) = (one?.Spectrum?.FrobeniusNorm, two?.Spectrum?.FrobeniusNorm);
        var compared = new ComparedLayer(path, first?.Rank, second?.Rank, firstNorm, secondNorm, null, null, null, null);
        if (first is null || second is null)
            return compared;
        if (first.A.ColumnCount != second.A.ColumnCount || first.B.RowCount != second.B.RowCount)
            throw new InvalidDataException(Invariant($"'{path}' is a layer of {first.A.ColumnCount} inputs and {first.B.RowCount} outputs in the first adapter, and of {second.A.ColumnCount} and {second.B.RowCount} in the second: compare adapters of one model."));

        if (one?.Spectrum is not { } ours || two?.Spectrum is not { } theirs)
            return compared;

        // ⟨B₁A₁, B₂A₂⟩ is the trace of (B₁ᵀB₂)(A₂A₁ᵀ): nothing of the weight's size is formed.
        var inner = first.Rank == 0 || second.Rank == 0 ? 0 : first.Scaling * second.Scaling
            * first.B.TransposeThisAndMultiply(second.B).PointwiseMultiply(first.A.TransposeAndMultiply(second.A)).RowSums().Sum();

        // The difference from the factors put side by side: from the norms and the cosine it would lose half of its digits.
        var difference = new LowRankProduct(
            (first.B * first.Scaling).Append(second.B * -second.Scaling), first.A.Stack(second.A)).Spectrum?.FrobeniusNorm;
        var (ranks, others) = (ours.EffectiveRank, theirs.EffectiveRank);
        return compared with
        {
            Cosine = firstNorm > 0 && secondNorm > 0 && double.IsFinite(inner) ? inner / (firstNorm.Value * secondNorm.Value) : null,
            RelativeDifference = firstNorm > 0 ? difference / firstNorm.Value : null,
            OutputOverlap = Overlap(() => one.LeftVectors(ranks).TransposeThisAndMultiply(two.LeftVectors(others))),
            InputOverlap = Overlap(() => one.RightVectors(ranks).TransposeAndMultiply(two.RightVectors(others))),
        };

        double? Overlap(Func<Matrix<double>> product) =>
            Math.Min(ranks, others) is > 0 and var least ? Math.Pow(product().FrobeniusNorm(), 2) / least : null;
    }

    private static void Print(Comparison comparison, IAnsiConsole console)
    {
        var table = Output.Table("layer", "rank A", "rank B", "norm A", "norm B", "cosine", "difference", "outputs", "inputs");
        foreach (var layer in comparison.Layers)
        {
            Output.Row(
                table,
                layer.Path,
                Invariant($"{layer.FirstRank}"),
                Invariant($"{layer.SecondRank}"),
                Norm(layer.FirstRank, layer.FirstNorm),
                Norm(layer.SecondRank, layer.SecondNorm),
                Invariant($"{layer.Cosine:0.000}"),
                Invariant($"{layer.RelativeDifference:0.00e+0}"),
                Invariant($"{layer.OutputOverlap:0.000}"),
                Invariant($"{layer.InputOverlap:0.000}"));
        }

        console.WriteLine(Invariant($"A: {comparison.First}, {comparison.FirstParameters:n0} parameters"));
        console.WriteLine(Invariant($"B: {comparison.Second}, {comparison.SecondParameters:n0} parameters"));
        console.Write(table);
        Output.Warn(console, comparison.Warnings);

        static string Norm(int? rank, double? norm) => rank is not null && norm is null ? "not finite" : Invariant($"{norm:0.000e+0}");
    }
}
