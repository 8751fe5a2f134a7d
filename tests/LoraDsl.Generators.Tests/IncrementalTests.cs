using LoraDsl.Generators.Tests.Harness;
using Microsoft.CodeAnalysis;

namespace LoraDsl.Generators.Tests;

public class IncrementalTests
{
    private const string Attention =
        """
        [Lora(8)]
        public sealed partial class Attention : Module
        {
            private readonly Linear query = Linear(8, 8);
            public Attention() : base("Attention") { RegisterComponents(); AttachLora(); }
        }
        """;

    private const string Mlp =
        """
        [DyLora(4, 16)]
        public sealed partial class Mlp : Module
        {
            private readonly Linear up = Linear(8, 8);
            public Mlp() : base("Mlp") { RegisterComponents(); AttachLora(); }
        }
        """;

    [Theory]
    [InlineData("[Lora(8)]", "/* of the query */ [Lora(8)] // and the value")]
    [InlineData("RegisterComponents();", "RegisterComponents(); System.Console.WriteLine(\"more\");")]
    [InlineData("}\n", "    public int Heads { get; } = 4;\n}\n")]
    [InlineData("private readonly Linear query", "private int count;\n    private readonly Linear query")]
    public void An_edit_that_changes_no_adapter_prints_nothing_again(string before, string after) =>
        Steps.RequireAllCached(Edit(0, (Attention + "\n").Replace(before, after, StringComparison.Ordinal)));

    [Fact]
    public void An_edit_in_a_file_without_an_attribute_prints_nothing_again() =>
        Steps.RequireAllCached(Edit(2, "public static class Program { public static int Seed => 43; }"));

    [Fact]
    public void A_changed_rank_prints_its_class_alone()
    {
        // The forward pass of scaling 1 is the same at rank 4.
        var result = Edit(0, Attention.Replace("[Lora(8)]", "[Lora(4)]", StringComparison.Ordinal));
        Assert.Equal(
            [IncrementalStepRunReason.Modified, IncrementalStepRunReason.Cached], Steps.Reasons(result, TrackingNames.Classes));
        RequireOld(Assert.Single(Steps.Reasons(result, TrackingNames.DistinctConfigurations)));
        Assert.Single(Steps.OutputReasons(result), reason => reason == IncrementalStepRunReason.Modified);
    }

    [Fact]
    public void A_changed_scaling_prints_its_class_and_its_forward_pass()
    {
        var result = Edit(0, Attention.Replace("[Lora(8)]", "[Lora(8, Alpha = 16)]", StringComparison.Ordinal));
        Assert.Equal(IncrementalStepRunReason.Modified, Assert.Single(Steps.Reasons(result, TrackingNames.DistinctConfigurations)));
        Assert.Equal(
            ["Attention.Lora.g.cs", "LoraDsl.Generated.LinearDyLora.g.cs", "LoraDsl.Generated.LinearLora_Scale2.g.cs", "Mlp.Lora.g.cs"],
            result.GeneratedSources.Select(source => source.HintName).Order(StringComparer.Ordinal));
        Assert.Equal(2, Steps.OutputReasons(result).Count(reason => reason == IncrementalStepRunReason.Cached));
    }

    [Fact]
    public void A_removed_attribute_removes_its_class_alone()
    {
        var result = Edit(1, Mlp.Replace("[DyLora(4, 16)]", "", StringComparison.Ordinal));
        Assert.Equal(
            ["Attention.Lora.g.cs", "LoraDsl.Generated.LinearLora.g.cs"],
            result.GeneratedSources.Select(source => source.HintName).Order(StringComparer.Ordinal));
    }

    private static GeneratorRunResult Edit(int file, string text)
    {
        var compilation = Compilations.Create(
            Attention + "\n", Mlp, "public static class Program { public static int Seed => 42; }");
        var driver = GeneratorHarness.CreateDriver().RunGenerators(compilation);
        var old = compilation.SyntaxTrees[file];
        Assert.NotEqual(old.ToString(), Compilations.Parse(text, old.FilePath).ToString());
        var edited = compilation.ReplaceSyntaxTree(old, Compilations.Parse(text, old.FilePath));
        return driver.RunGenerators(edited).GetRunResult().Results[0];
    }

    private static void RequireOld(IncrementalStepRunReason reason) =>
        Assert.True(reason is IncrementalStepRunReason.Cached or IncrementalStepRunReason.Unchanged, $"{reason}");
}
