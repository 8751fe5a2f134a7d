using LoraDsl.Generators.Tests.Harness;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace LoraDsl.Generators.Tests;

/// <summary>
/// A class is parsed again only where something that it depends on has changed. Whatever was edited, the driver that saw the
/// edit has to say what a driver says that sees the project for the first time.
/// </summary>
public class StalenessTests
{
    private static readonly string[] s_files =
    [
        """
        namespace Models { [Lora(Config.Rank)] public partial class Head : Base
        {
            private readonly Linear output = Linear(8, 8);
            private readonly Tail tail = new Tail();
            public Head() { RegisterComponents(); AttachLora(); }
        } }
        """,
        "namespace Models { public static class Config { public const int Rank = Defaults.Rank; public const DyLoraSampling Sampling = DyLoraSampling.Uniform; } public static class Defaults { public const int Rank = 8; } }",
        "namespace Models { public class Base : Module { protected Base() : base(\"Base\") { } } }",
        """
        namespace Models { public partial class Tail : Module
        {
            [DyLora(2, 4)] private readonly Linear last = Linear(8, 8);
            [DyLora(2, 4, Sampling = Config.Sampling)] private readonly Linear after = Linear(8, 8);
            public Tail() : base("Tail") { RegisterComponents(); AttachLora(); }
        } }
        """,
        "namespace Models { public partial class Head { public int Count() => 1; } }",
        "namespace Other { public class Linear { } }",
        "#nullable enable\nnamespace Models { public class Plain { } }",
        """
        namespace Models { [Lora(4)] public sealed partial class Twins : Module
        {
            [LoraGroup(Names.Pair)] private readonly Linear first = Linear(8, 8), second = Linear(8, 8);
            public Twins() : base("Twins") { RegisterComponents(); AttachLora(); }
        } }
        """,
        "namespace Models { public static class Names { public const string Pair = \"Pair\"; } }",
    ];

    [Theory]
    [InlineData(1, "Rank = 8", "Rank = 4")]
    [InlineData(1, "DyLoraSampling.Uniform", "DyLoraSampling.Geometric")]
    [InlineData(3, "[DyLora(2, 4)]", "[DyLora(2, 4, Mode = DyLoraMode.Frozen)]")]
    [InlineData(3, "[DyLora(2, 4)]", "[Lora(\"adaptive\", 8, Importance = RankImportance.Taylor, Schedule = RankSchedule.Loss)]")]
    [InlineData(3, "[DyLora(2, 4)]", "")]
    [InlineData(3, "[DyLora(2, 4)]", "[LoraDsl.DyLora(2, 4)]")]
    [InlineData(3, "class Tail", "class Tail2")]
    [InlineData(3, "namespace Models", "namespace Moved")]
    [InlineData(3, "class Tail", "class @Tail<T>")]
    [InlineData(2, "{ protected", "{ public int Output; protected")]
    [InlineData(2, ": Module", "")]
    [InlineData(2, "class Base", "class Base2")]
    [InlineData(2, "public class Base : Module { protected", "public partial class Base : Module { [Lora(2)] private readonly Linear first = Linear(8, 8); protected")]
    [InlineData(2, "{ protected", "{ public const int Adapters = 1; protected")]
    [InlineData(4, "public int Count()", "[Lora(2)] private readonly Linear more = null!; public int Count()")]
    [InlineData(4, "partial class Head {", "[NoLora] partial class Head { private int Output;")]
    [InlineData(4, "partial class Head {", "partial class Head { public class Linear { }")]
    [InlineData(4, "public int Count() => 1;", "public Tail? Second { get; }")]
    [InlineData(4, "public int Count() => 1;", "public Tail Third { get => field; } = null!;")]
    [InlineData(5, "namespace Other", "namespace Models")]
    [InlineData(5, "namespace Other { public class Linear { } }", "")]
    [InlineData(5, "namespace Other", "global using Linear = Other.Linear; namespace Other")]
    [InlineData(5, "namespace Other", "global using Adapt = LoraDsl.LoraAttribute; namespace Other { [Adapt(3)] public partial class Late : Module { private Linear x; } } namespace Other")]
    [InlineData(0, "namespace Models {", "namespace Models { using Linear = Other.Linear;")]
    [InlineData(0, "private readonly Linear output", "#nullable disable\nprivate readonly Linear? output")]
    [InlineData(0, "private readonly Linear output", "private readonly Linear? output")]
    [InlineData(0, "[Lora(Config.Rank)]", "[Lora(Config.Rank, Alpha = 3)]")]
    [InlineData(0, "[Lora(Config.Rank)]", "[Lora( /* the rank */ Config.Rank )]")]
    [InlineData(0, "[Lora(Config.Rank)]", "[@Lora(Config.Rank)]")]
    [InlineData(0, "[Lora(Config.Rank)]", "")]
    [InlineData(0, "RegisterComponents();", "RegisterComponents(); Count();")]
    [InlineData(0, "partial class Head", "partial class Head // comment\n")]
    [InlineData(7, "LoraGroup(Names.Pair)", "LoraGroup(\"Other\")")]
    [InlineData(7, "[LoraGroup(Names.Pair)] private", "private")]
    [InlineData(7, "second = Linear(8, 8);", "second = Linear(8, 8); public int Pair => 0;")]
    [InlineData(7, "second = Linear(8, 8);", "second = Linear(8, 8); [LoraGroup(Names.Pair)] private readonly Linear third = Linear(8, 8);")]
    [InlineData(7, "second = Linear(8, 8);", "second = Linear(8, 8); [LoraGroup(Names.Pair), NoLora] private readonly Linear third = Linear(8, 8);")]
    [InlineData(8, "Pair = \"Pair\"", "Pair = \"Twin\"")]
    [InlineData(8, "Pair = \"Pair\"", "Pair = \"no name\"")]
    [InlineData(8, "Pair = \"Pair\"", "Pair = 3; public const string Pear = \"Pair\"")]
    public void An_edit_gives_what_a_new_driver_gives(int file, string before, string after)
    {
        var compilation = Compilations.Create(s_files);
        var old = compilation.SyntaxTrees[file];
        var text = s_files[file].Replace(before, after, StringComparison.Ordinal);
        Assert.NotEqual(s_files[file], text);
        RequireSameAsNew(compilation, compilation.ReplaceSyntaxTree(old, Compilations.Parse(text, old.FilePath)));
    }

    [Fact]
    public void Edits_that_follow_each_other_give_what_a_new_driver_gives()
    {
        var compilation = Compilations.Create(s_files);
        var driver = GeneratorHarness.CreateDriver().RunGenerators(compilation);
        foreach (var rank in new[] { 4, 8, 4, 6 })
        {
            var text = s_files[1].Replace("Rank = 8", $"Rank = {rank}", StringComparison.Ordinal);
            compilation = compilation.ReplaceSyntaxTree(compilation.SyntaxTrees[1], Compilations.Parse(text, "Source1.cs"));
            driver = driver.RunGenerators(compilation);
            Assert.Equal(Fresh(compilation), Texts(driver));
            Assert.Contains($"rank: {rank}", Texts(driver)["Models.Head.Lora.g.cs"], StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Other_references_give_what_a_new_driver_gives()
    {
        var compilation = Compilations.Create(s_files);
        RequireSameAsNew(compilation, compilation.RemoveReferences(
            compilation.References.Where(reference => reference.Display!.EndsWith("TorchSharp.dll", StringComparison.Ordinal))));
    }

    [Fact]
    public void Other_options_give_what_a_new_driver_gives()
    {
        var compilation = Compilations.Create(s_files);
        RequireSameAsNew(compilation, compilation.WithOptions(
            compilation.Options.WithNullableContextOptions(NullableContextOptions.Disable)));
        RequireSameAsNew(compilation, compilation.WithAssemblyName("Other"));
    }

    [Fact]
    public void A_constant_of_a_project_that_is_referenced_as_source_counts()
    {
        var library = CSharpCompilation.Create(
            "Library",
            [CSharpSyntaxTree.ParseText("public static class Library { public const int Rank = 2; }", Compilations.ParseOptions)],
            References.All,
            new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary));
        var edited = library.ReplaceSyntaxTree(
            library.SyntaxTrees[0],
            CSharpSyntaxTree.ParseText("public static class Library { public const int Rank = 3; }", Compilations.ParseOptions));
        var compilation = Compilations.Create(Models.WithClassAttribute("[Lora(Library.Rank)]"));
        RequireSameAsNew(
            compilation.AddReferences(library.ToMetadataReference()), compilation.AddReferences(edited.ToMetadataReference()));
    }

    [Fact]
    public void Two_projects_that_share_a_file_do_not_share_its_meaning()
    {
        var first = Compilations.Create(s_files);
        var second = first.ReplaceSyntaxTree(
            first.SyntaxTrees[1],
            Compilations.Parse(s_files[1].Replace("Rank = 8", "Rank = 4", StringComparison.Ordinal), "Source1.cs"));
        Parallel.For(0, 20, turn =>
        {
            var compilation = turn % 2 == 0 ? first : second;
            Assert.Contains(
                turn % 2 == 0 ? "rank: 8" : "rank: 4",
                Texts(GeneratorHarness.CreateDriver().RunGenerators(compilation))["Models.Head.Lora.g.cs"],
                StringComparison.Ordinal);
        });
    }

    private static void RequireSameAsNew(CSharpCompilation before, CSharpCompilation after) => Assert.Equal(
        Fresh(after),
        Texts(GeneratorHarness.CreateDriver().RunGenerators(before).RunGenerators(after)));

    private static SortedDictionary<string, string> Fresh(CSharpCompilation compilation) =>
        Texts(GeneratorHarness.CreateDriver().RunGenerators(Compilations.Clone(compilation)));

    private static SortedDictionary<string, string> Texts(GeneratorDriver driver)
    {
        var result = driver.GetRunResult().Results[0];
        Assert.Null(result.Exception);
        return GeneratorHarness.Texts(result);
    }
}
