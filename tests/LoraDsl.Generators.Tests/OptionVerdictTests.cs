using System.Globalization;
using LoraDsl.Generators.Tests.Harness;
using LoraDsl.Limits;

namespace LoraDsl.Generators.Tests;

/// <summary>What the analyzers say of constants is what the shared checks say of values.</summary>
public class OptionVerdictTests
{
    private static readonly double?[] s_alphas = [null, -1, 0, double.Epsilon, 1e-6, 1, 1e6, 1e30, double.NaN, double.PositiveInfinity];
    private static readonly int[] s_initialRanks = [0, 1, 4];
    private static readonly int[] s_leastRanks = [-1, 0, 2];
    private static readonly int?[] s_greatestRanks = [null, 0, 1, 2, 8];
    private static readonly int[] s_ends = [-1, 0, 1, 2, 8];
    private static readonly double[] s_lambdas = [0, 0.1, -2, 1e7, double.NaN];
    private static readonly int[] s_ranks = [0, 1];
    private static readonly int[] s_factors = [-2, -1, 0, 1, 8];
    private static readonly double[] s_dropouts = [-0.1, 0, 0.5, 1, double.NaN];

    [Fact]
    public Task LoRA() => Require(
        from rank in new[] { -1, 0, 1, 4 }
        from alpha in s_alphas
        from dropout in s_dropouts
        select ($"[Lora({rank}{Alpha(alpha)}, Dropout = {Text(dropout)})]", OptionVerdict.Lora(rank, alpha, dropout)));

    [Fact]
    public Task Adaptive() => Require(
        from least in s_leastRanks
        from greatest in s_greatestRanks
        from alpha in s_alphas
        select (
            $"[Lora(\"adaptive\", 2, MinRank = {least}{(greatest is null ? "" : $", MaxRank = {greatest}")}{Alpha(alpha)})]",
            OptionVerdict.Adaptive(least, greatest, alpha, 0)));

    [Fact]
    public Task AdaLoRA() => Require(
        from initial in s_initialRanks
        from least in s_leastRanks
        from greatest in s_greatestRanks
        select (
            $"[Lora(\"adaptive\", 2, Allocation = AllocationStrategy.AdaLora, InitialRank = {initial}, MinRank = {least}{(greatest is null ? "" : $", MaxRank = {greatest}")})]",
            OptionVerdict.AdaLora(initial, least, greatest, null, 0)));

    [Fact]
    public Task DyLoRA() => Require(
        from least in new[] { -1, 0, 1, 4 }
        from greatest in s_ends
        from dropout in s_dropouts
        select ($"[DyLora({least}, {greatest}, Dropout = {Text(dropout)})]", OptionVerdict.DyLora(least, greatest, null, dropout)));

    [Fact]
    public Task LoRS() => Require(
        from rank in new[] { -1, 0, 1 }
        from alpha in s_alphas
        select ($"[Lors({rank}{Alpha(alpha)})]", OptionVerdict.Lors(rank, alpha)));

    [Fact]
    public Task VeRA() => Require(
        from rank in new[] { -1, 0, 1 }
        from initial in s_lambdas
        from dropout in s_dropouts
        select ($"[Vera({rank}, DInitial = {Text(initial)}, Dropout = {Text(dropout)})]", OptionVerdict.Vera(rank, initial, dropout)));

    [Fact]
    public Task LoHa() => Require(
        from alpha in s_alphas
        from rows in s_dropouts
        from passes in s_dropouts
        select ($"[LoHa(2{Alpha(alpha)}, RankDropout = {Text(rows)}, ModuleDropout = {Text(passes)})]", OptionVerdict.LoHa(2, alpha, rows, passes)));

    [Fact]
    public Task LoKr() => Require(
        from factor in s_factors
        from rank in s_ranks
        select ($"[LoKr({rank}, DecomposeFactor = {factor})]", OptionVerdict.LoKr(rank, null, 0, 0, factor)));

    [Fact]
    public Task Budgets() => Require(
        from budget in new[] { -1, 0, 1, 8 }
        select ($"[Lora(\"adaptive\", {budget})]", OptionVerdict.Budget(budget)));

    // Every attribute is an entry of a recipe of its own, all in one compilation.
    private static async Task Require(IEnumerable<(string Entry, string? Verdict)> cases)
    {
        var all = cases.ToList();
        var recipes = all.Select((one, number) => $"[LoraRecipe(typeof(Net))] {one.Entry} public static partial class Recipe{number};");
        var diagnostics = await AnalyzerHarness.Diagnose(Compilations.Create(
            """
            [Adaptable]
            public sealed partial class Net : Module
            {
                private readonly Linear head;
                public Net(int width) : base("Net") { head = Linear(width, width); RegisterComponents(); }
            }
            """,
            string.Join('\n', recipes)));
        var refused = diagnostics
            // Whether a budget suits the adapters is no matter of one option.
            .Where(diagnostic => diagnostic.DefaultSeverity == Microsoft.CodeAnalysis.DiagnosticSeverity.Error && diagnostic.Id is not ("LORA210" or "LORA219"))
            .Select(diagnostic => diagnostic.Location.GetLineSpan().StartLinePosition.Line - 1)
            .ToHashSet();
        Assert.Equal(
            all.Select(one => $"{one.Entry}: {one.Verdict is not null}"),
            all.Select((one, number) => $"{one.Entry}: {refused.Contains(number)}"));
    }

    private static string Alpha(double? alpha) => alpha is { } value ? $", Alpha = {Text(value)}" : "";

    private static string Text(double value) =>
        double.IsNaN(value) ? "double.NaN"
        : double.IsPositiveInfinity(value) ? "double.PositiveInfinity"
        : value.ToString("R", CultureInfo.InvariantCulture);
}
