using LoraDsl.Generators.Tests.Harness;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace LoraDsl.Generators.Tests;

public class RecipeIncrementalTests
{
    private const int Classes = 1000;
    private const int Recipes = 200;

    private const string Model =
        """
        [Adaptable]
        public sealed partial class Net : Module<Tensor, Tensor>
        {
            private readonly Linear query;
            private readonly Module<Tensor, Tensor> mixed;
            public Net() : base("Net")
            {
                query = Linear(Sizes.Width, 32);
                mixed = Linear(8, 8);
                RegisterComponents();
            }
            public override Tensor forward(Tensor x) => Mixed.forward(Query.forward(x));
        }
        """;

    private const string Sizes = "public static class Sizes { public const int Width = 64; }";
    private const string Recipe = "[LoraRecipe(typeof(Net))] [Lora(2, Targets = new[] { \"query\" })] public static partial class Small;";

    [Theory]
    [InlineData("Mixed.forward(Query.forward(x))", "Query.forward(Mixed.forward(x))")]
    [InlineData("mixed = Linear(8, 8);", "mixed = Linear(8, 8); System.Console.WriteLine();")]
    public void An_edit_that_changes_no_place_prints_nothing_again(string before, string after) =>
        Steps.RequireAllCached(Edit(0, Model.Replace(before, after, StringComparison.Ordinal)));

    [Theory]
    [InlineData(0, "mixed = Linear(8, 8)", "mixed = Embedding(8, 8)", "PlaceKind.Embedding")]
    [InlineData(0, "mixed = Linear(8, 8)", "if (query.bias is null) { mixed = Linear(8, 16); } else { mixed = Linear(8, 16); }", "In = 8, Out = 16")]
    [InlineData(1, "Width = 64", "Width = 128", "In = 128, Out = 32")]
    public void What_a_constructor_assigns_is_seen_when_it_changes(int file, string before, string after, string expected)
    {
        var result = Edit(file, (file == 0 ? Model : Sizes).Replace(before, after, StringComparison.Ordinal));
        Assert.Contains(expected, GeneratorHarness.Texts(result)["Net.Places.g.cs"], StringComparison.Ordinal);
    }

    [Fact]
    public void A_change_of_the_model_prints_the_recipes_that_it_changes()
    {
        var result = Edit(0, Model.Replace("Linear query", "Embedding query", StringComparison.Ordinal).Replace("query = Linear", "query = Embedding", StringComparison.Ordinal));
        Assert.Equal([IncrementalStepRunReason.Modified], Steps.Reasons(result, TrackingNames.Recipes));
    }

    [Theory]
    [InlineData("RegisterComponents();", "RegisterComponents(); System.Console.WriteLine();", false)]
    [InlineData("Output.forward(x)", "Output.forward(x).relu()", false)]
    [InlineData("[Adaptable]", "[Adaptable(Accessibility = PlaceAccessibility.Public)]", true)]
    public void An_edit_among_many_adaptable_classes_concerns_one(string before, string after, bool isPrinted)
    {
        var compilation = Compilations.Create([.. Enumerable.Range(0, Classes).Select(Adaptable)]);
        var driver = GeneratorHarness.CreateDriver().RunGenerators(compilation);
        var edited = Replace(compilation, 500, Adaptable(500).Replace(before, after, StringComparison.Ordinal));
        var result = driver.RunGenerators(edited).GetRunResult().Results[0];
        RequireOne(Steps.Reasons(result, TrackingNames.Adaptables), Classes, isPrinted);
        RequireOne(Steps.OutputReasons(result), Classes, isPrinted);
    }

    [Theory]
    [InlineData(7, "Lora(2", "Lora(3", true)]
    [InlineData(7, "public static partial", "/* small */ public static partial", false)]
    [InlineData(Recipes, "Seed => 1", "Seed => 2", false)]
    public void An_edit_among_many_recipes_for_a_model_of_another_assembly_concerns_one(int file, string before, string after, bool isPrinted)
    {
        var library = MetadataReference.CreateFromImage(GeneratorHarness.Compile(Model, Sizes));
        string[] sources = [.. Enumerable.Range(0, Recipes).Select(RecipeOf), "public static class Program { public static int Seed => 1; }"];
        var compilation = Compilations.Create(sources).WithAssemblyName("User").AddReferences(library);
        var driver = GeneratorHarness.CreateDriver().RunGenerators(compilation);
        var result = driver.RunGenerators(Replace(compilation, file, sources[file].Replace(before, after, StringComparison.Ordinal))).GetRunResult().Results[0];
        RequireOne(Steps.Reasons(result, TrackingNames.RecipePlans), Recipes, isPrinted);
        RequireOne(Steps.OutputReasons(result), Recipes, isPrinted);
    }

    private static void RequireOne(IReadOnlyList<IncrementalStepRunReason> reasons, int count, bool isOne)
    {
        Assert.Equal(count, reasons.Count);
        Assert.Equal(isOne ? 1 : 0, reasons.Count(reason => reason is not (IncrementalStepRunReason.Cached or IncrementalStepRunReason.Unchanged)));
    }

    private static string Adaptable(int number) =>
        $$"""
        [Adaptable]
        public sealed partial class Net{{number}} : Module<Tensor, Tensor>
        {
            private readonly Linear output = Linear(8, 8);
            public Net{{number}}() : base("Net") { RegisterComponents(); }
            public override Tensor forward(Tensor x) => Output.forward(x);
        }
        """;

    private static string RecipeOf(int number) => Recipe.Replace("Small", $"Small{number}", StringComparison.Ordinal);

    private static GeneratorRunResult Edit(int file, string text)
    {
        var compilation = Compilations.Create(Model, Sizes, Recipe);
        var driver = GeneratorHarness.CreateDriver().RunGenerators(compilation);
        return driver.RunGenerators(Replace(compilation, file, text)).GetRunResult().Results[0];
    }

    private static CSharpCompilation Replace(CSharpCompilation compilation, int file, string text)
    {
        var old = compilation.SyntaxTrees[file];
        var edited = Compilations.Parse(text, old.FilePath);
        Assert.NotEqual(old.ToString(), edited.ToString());
        return compilation.ReplaceSyntaxTree(old, edited);
    }
}
