using LoraDsl.Generators.Tests.Harness;

namespace LoraDsl.Generators.Tests;

/// <summary>How visible the properties are by which adapted layers are called.</summary>
public class AccessibilityTests
{
    private const string OfAssembly = "[assembly: LoraAccessibility(PlaceAccessibility.Public)]";

    [Theory]
    [InlineData("private", "private")]
    [InlineData("", "private")]
    [InlineData("internal", "internal")]
    [InlineData("protected", "protected")]
    [InlineData("private protected", "private protected")]
    [InlineData("protected internal", "protected internal")]
    [InlineData("public", "public")]
    public void A_property_is_as_visible_as_its_field(string field, string property) =>
        Assert.Equal(property, Visibility(Net("[Lora(4)]", $"{field} readonly Linear query = Linear(8, 8);")));

    [Theory]
    [InlineData("private protected", "private")]
    [InlineData("protected internal", "internal")]
    [InlineData("protected", "private")]
    public void In_a_sealed_class_nothing_is_protected(string field, string property) => Assert.Equal(
        property,
        Visibility(
            Net("[Lora(4)]", $"{field} readonly Linear query = Linear(8, 8);")
                .Replace("public partial", "public sealed partial", StringComparison.Ordinal)
                .Insert(0, "\n#pragma warning disable CS0628\n")));

    [Theory]
    [InlineData("[Lora(4, Accessibility = PlaceAccessibility.Public)]", "", "public")]
    [InlineData("[Lora(4, Accessibility = PlaceAccessibility.Public)]", "[Lora(2)]", "public")]
    [InlineData("[Lora(4)]", "[DyLora(1, 4, Accessibility = PlaceAccessibility.Internal)]", "internal")]
    [InlineData("[Lors(4, Accessibility = PlaceAccessibility.Public)]", "[Lors(2, Accessibility = PlaceAccessibility.Field)]", "private")]
    public void An_attribute_may_say_otherwise_and_a_fields_own_comes_first(string ofClass, string ofField, string property) =>
        Assert.Equal(property, Visibility(Net(ofClass, $"{ofField} private readonly Linear query = Linear(8, 8);")));

    [Theory]
    [InlineData("[Lora(4)]", "public")]
    [InlineData("[Lora(4, Accessibility = PlaceAccessibility.Private)]", "private")]
    public void The_assembly_says_so_where_no_attribute_does(string ofClass, string property) =>
        Assert.Equal(property, Visibility(OfAssembly, Net(ofClass, "private readonly Linear query = Linear(8, 8);")));

    [Fact]
    public void The_set_shows_every_adapter() => Assert.Contains(
        "public QueryAdapter Query { get; }",
        GeneratorHarness.Run(Net("[Lora(4)]", "private readonly Linear query = Linear(8, 8);"))["Net.Lora.g.cs"],
        StringComparison.Ordinal);

    [Fact]
    public void A_group_is_as_visible_as_the_most_visible_of_its_layers() => Assert.Contains(
        "internal PairGroup Pair => Lora.Pair;",
        GeneratorHarness.Run(Net(
            "[Lora(4)]",
            "[LoraGroup(\"Pair\")] private readonly Linear query = Linear(8, 8); [LoraGroup(\"Pair\")] internal readonly Linear key = Linear(8, 8);"))["Net.Lora.g.cs"],
        StringComparison.Ordinal);

    [Fact]
    public void Another_default_of_the_assembly_prints_the_classes_anew_and_parses_none()
    {
        var before = Compilations.Create("", Net("[Lora(4)]", "private readonly Linear query = Linear(8, 8);"));
        var driver = GeneratorHarness.CreateDriver().RunGenerators(before);
        var after = before.ReplaceSyntaxTree(before.SyntaxTrees[0], Compilations.Parse(OfAssembly, before.SyntaxTrees[0].FilePath));
        var result = driver.RunGenerators(after).GetRunResult().Results[0];
        Assert.Contains("public QueryAdapter Query =>", GeneratorHarness.Texts(result)["Net.Lora.g.cs"], StringComparison.Ordinal);
        Assert.All(
            result.TrackedSteps[TrackingNames.Plans].SelectMany(step => step.Outputs),
            output => Assert.NotEqual(Microsoft.CodeAnalysis.IncrementalStepRunReason.Modified, output.Reason));
    }

    private static string Visibility(params string[] sources)
    {
        const string property = " QueryAdapter Query =>";
        var lines = GeneratorHarness.Run(sources)["Net.Lora.g.cs"].Split('\n');
        return lines.Single(line => line.Contains(property, StringComparison.Ordinal)).Split(property)[0].Trim();
    }

    private static string Net(string attribute, string members) =>
        $$"""
        {{attribute}}
        public partial class Net : Module
        {
            {{members}}
            public Net() : base("Net") { RegisterComponents(); AttachLora(); }
        }
        """;
}
