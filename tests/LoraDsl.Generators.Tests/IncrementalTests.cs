using LoraDsl.Generators.Tests.Harness;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

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

    [Theory]
    [InlineData("RegisterComponents();", "RegisterComponents(); System.Console.WriteLine();")]
    [InlineData("Linear(8, 8)", "Linear(16, 16)")]
    [InlineData("public Attention()", "/* made */ public Attention()")]
    [InlineData("private readonly Linear query", "private int count; private readonly Linear query")]
    public void An_edit_leaves_every_step_as_it_was(string before, string after)
    {
        var result = Edit(0, (Attention + "\n").Replace(before, after, StringComparison.Ordinal));
        foreach (var step in new[] { TrackingNames.Classes, TrackingNames.Plans, TrackingNames.Configurations })
        {
            Assert.Equal([IncrementalStepRunReason.Cached, IncrementalStepRunReason.Cached], Steps.Reasons(result, step));
        }

        Assert.Equal([IncrementalStepRunReason.Cached], Steps.Reasons(result, TrackingNames.Clashes));
        Assert.Equal([IncrementalStepRunReason.Cached], Steps.Reasons(result, TrackingNames.DistinctConfigurations));
    }

    [Theory]
    [InlineData("RegisterComponents();", "RegisterComponents(); System.Console.WriteLine();", true)]
    [InlineData("public sealed", "// said\npublic sealed", true)]
    [InlineData("private readonly Linear query", "private int count; private readonly Linear query", false)]
    public void A_class_is_parsed_again_only_when_a_declaration_has_changed(string before, string after, bool isSame)
    {
        var compilation = Project();
        var first = GeneratorHarness.CreateDriver().RunGenerators(compilation).GetRunResult().Results[0];
        var edited = Replace(compilation, 0, (Attention + "\n").Replace(before, after, StringComparison.Ordinal));
        // Another driver has no values of its own: what it shares with the first is what was not parsed again.
        var second = GeneratorHarness.CreateDriver().RunGenerators(edited).GetRunResult().Results[0];
        Assert.Equal(isSame, ReferenceEquals(Model(first, 0), Model(second, 0)));
        Assert.Same(Model(first, 1), Model(second, 1));
    }

    [Fact]
    public void A_class_that_is_added_prints_itself_alone()
    {
        var compilation = Project();
        var driver = GeneratorHarness.CreateDriver().RunGenerators(compilation);
        var added = compilation.AddSyntaxTrees(Compilations.Parse(Attention.Replace("Attention", "Cross", StringComparison.Ordinal), "Cross.cs"));
        var result = driver.RunGenerators(added).GetRunResult().Results[0];
        Assert.Equal(
            [IncrementalStepRunReason.Cached, IncrementalStepRunReason.Cached, IncrementalStepRunReason.New],
            Steps.Reasons(result, TrackingNames.Classes));
        Assert.Single(Steps.OutputReasons(result), reason => reason == IncrementalStepRunReason.New);
    }

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
        var compilation = Project();
        var driver = GeneratorHarness.CreateDriver().RunGenerators(compilation);
        return driver.RunGenerators(Replace(compilation, file, text)).GetRunResult().Results[0];
    }

    private static CSharpCompilation Project() => Compilations.Create(
        Attention + "\n", Mlp, "public static class Program { public static int Seed => 42; }");

    private static CSharpCompilation Replace(CSharpCompilation compilation, int file, string text)
    {
        var old = compilation.SyntaxTrees[file];
        var edited = Compilations.Parse(text, old.FilePath);
        Assert.NotEqual(old.ToString(), edited.ToString());
        return compilation.ReplaceSyntaxTree(old, edited);
    }

    private static object Model(GeneratorRunResult result, int index) =>
        result.TrackedSteps[TrackingNames.Classes].SelectMany(step => step.Outputs).ElementAt(index).Value;

    private static void RequireOld(IncrementalStepRunReason reason) =>
        Assert.True(reason is IncrementalStepRunReason.Cached or IncrementalStepRunReason.Unchanged, $"{reason}");
}
