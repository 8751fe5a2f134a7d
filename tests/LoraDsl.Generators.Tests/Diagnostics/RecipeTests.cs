using LoraDsl.Generators.Tests.Harness;

namespace LoraDsl.Generators.Tests.Diagnostics;

public class RecipeTests
{
    [Theory]
    [InlineData("{|LORA712:\"qurey\"|}", "did you mean \"query\"?")]
    [InlineData("{|LORA712:\"blocks.*.vlaue\"|}", "did you mean \"blocks.*.value\"?")]
    [InlineData("{|LORA712:\"blocks.value\"|}", "did you mean \"blocks.*.value\"?")]
    [InlineData("{|LORA712:\"blocks.*\"|}", "did you mean \"blocks.*.**\"?")]
    [InlineData("{|LORA712:\"value\"|}", "did you mean \"**.value\"?")]
    [InlineData("{|LORA712:\"blocks.01.value\"|}", "did you mean \"blocks.*.value\"?")]
    [InlineData("{|LORA712:\"**.zzzzzzzz\"|}", "write one of tokens, query, blocks.*.value, heads.*")]
    public async Task LORA712_a_path_that_no_place_has(string path, string hint)
    {
        var messages = await AnalyzerHarness.Verify(Recipe($"[Lora(2, Targets = new[] {{ {path} }})]"));
        Assert.EndsWith(hint, Assert.Single(messages), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("\"query\"")]
    [InlineData("\"Query\"")]
    [InlineData("\"qu*\"")]
    [InlineData("\"*\"")]
    [InlineData("\"**.value\"")]
    [InlineData("\"blocks.**\"")]
    [InlineData("\"blocks.7.value\"")]
    [InlineData("\"heads.en\"")]
    [InlineData("\"**.*\"")]
    public Task Paths_that_places_have(string path) => AnalyzerHarness.VerifyNone(Recipe($"[Lora(2, Targets = new[] {{ {path} }})]"));

    [Theory]
    [InlineData("{|LORA711:\"\"|}", "it is empty")]
    [InlineData("{|LORA711:\"blocks..value\"|}", "a name is missing beside a dot")]
    [InlineData("{|LORA711:\"blocks. value\"|}", "it has white space in it")]
    [InlineData("{|LORA711:\"**value\"|}", "'**' stands for whole names")]
    public async Task LORA711_a_text_that_is_no_path(string path, string problem)
    {
        var messages = await AnalyzerHarness.Verify(Recipe($"[Lora(2, Targets = new[] {{ {path} }})]"));
        Assert.Contains(problem, Assert.Single(messages), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{|LORA121:TrainWhole|}", "names no modules")]
    [InlineData("TrainWhole(Targets = new[] { {|LORA711:\"blocks..value\"|} })", "a name is missing beside a dot")]
    public async Task LORA121_a_recipe_that_names_no_module(string attribute, string problem) => Assert.Contains(
        problem, Assert.Single(await AnalyzerHarness.Verify(Recipe($"[Lora(2)] [{attribute}]"))), StringComparison.Ordinal);

    [Fact]
    public Task What_a_recipe_trains_whole_need_not_be_left_out() =>
        AnalyzerHarness.VerifyNone(Recipe("[Lora(2)] [TrainWhole(Targets = new[] { \"query\", \"norm\" })]"));

    [Fact]
    public async Task LORA713_two_entries_of_equal_precision()
    {
        var messages = await AnalyzerHarness.Verify(Recipe(
            "[Lora(2, Targets = new[] { \"query\", \"blocks.*.value\" })] [DyLora(1, 2, Targets = new[] { {|LORA713:\"query\"|} })] [NoLora(Targets = new[] { \"heads.en\" })]"));
        Assert.StartsWith(
            "'query' is named by \"query\" of [Lora(2, Targets = new[] { \"query\", \"blocks.*.value\" })] and no less precisely by \"query\" here",
            Assert.Single(messages),
            StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("[Lora(2, Targets = new[] { \"blocks.0.value\" })] [DyLora(1, 2, Targets = new[] { \"blocks.1.value\" })]")]
    [InlineData("[Lora(2)] [DyLora(1, 2, Targets = new[] { \"blocks.*.value\" })] [Lors(2, Targets = new[] { \"blocks.3.value\" })]")]
    [InlineData("[Lora(2, Targets = new[] { \"**.value\" })] [DyLora(1, 2, Targets = new[] { \"blocks.*.value\" })]", "LORA714")]
    public async Task The_more_precise_path_wins(string entries, string? idle = null)
    {
        var diagnostics = await AnalyzerHarness.Diagnose(Compilations.Create(Recipe(entries)));
        Assert.Equal(idle is null ? [] : [idle], diagnostics.Select(diagnostic => diagnostic.Id));
    }

    [Fact]
    public Task LORA714_an_entry_that_has_no_place_left() => AnalyzerHarness.Verify(Recipe(
        "[Lora(2, Targets = new[] { \"query\" })] [{|LORA714:DyLora(1, 2, Targets = new[] { \"qu*\" })|}] [{|LORA714:NoLora(Targets = new[] { \"heads.*\" }, Exclude = new[] { \"heads.*\" })|}]"));

    [Fact]
    public async Task LORA715_adaptive_ranks_share_one_budget()
    {
        var messages = await AnalyzerHarness.Verify(
            Recipe("[Lora({|LORA715:\"adaptive\"|}, Targets = new[] { \"query\" })]"),
            Other("[Lora(\"adaptive\", 8, Targets = new[] { \"query\" })] [Lora(\"adaptive\", {|LORA715:9|}, Targets = new[] { \"heads.*\" })]"));
        Assert.Equal(
            [
                "'Other' has a budget of 8 already, which all of its adaptive ranks share: leave this one out, or make it a recipe of its own",
                "'Small' has adaptive ranks and no budget: write [Lora(\"adaptive\", budget: …)]",
            ],
            messages.Order(StringComparer.Ordinal));
    }

    [Fact]
    public Task A_budget_is_held_against_the_sizes_that_are_known() => AnalyzerHarness.Verify(Recipe(
        "[Lora(\"adaptive\", {|LORA213:40|}, Targets = new[] { \"query\" })]"),
        Other("[Lora(\"adaptive\", {|LORA210:3|}, MinRank = 2, Targets = new[] { \"query\", \"tokens\" })]"));

    [Fact]
    public Task LORA217_a_budget_is_for_one_kind_of_adaptive_ranks() => AnalyzerHarness.Verify(Recipe(
        "[Lora(\"adaptive\", 8, Targets = new[] { \"query\" })] [Lora(\"adaptive\", Allocation = {|LORA217:AllocationStrategy.AdaLora|}, Targets = new[] { \"heads.*\" })]"));

    [Theory]
    [InlineData("[Lora({|LORA201:0|})]")]
    [InlineData("[Lora({|LORA209:32|}, Targets = new[] { \"query\" })]")]
    [InlineData("[Lora(2, Targets = new[] { \"query\" })] [Lora(2, Alpha = {|LORA206:-1|}, Targets = new[] { \"heads.*\" })]")]
    [InlineData("[DyLora({|LORA401:8|}, 4)]")]
    [InlineData("[DyLora(1, 4, Init = {|LORA220:AdapterInitialization.Pissa|})]")]
    [InlineData("[Lora(4, Init = {|LORA211:AdapterInitialization.Eva|}, Targets = new[] { \"tokens\" })]")]
    [InlineData("[Lora(4, Dropout = {|LORA305:0.1|}, Targets = new[] { \"tokens\" })]")]
    [InlineData("[Lors(2, Targets = new[] { {|LORA501:\"tokens\"|} })]")]
    [InlineData("[Lora(\"adaptive\", 9)] [Lora(2, MaxRank = {|LORA211:4|}, Targets = new[] { \"query\" })]")]
    public Task An_entry_follows_the_rules_of_its_method(string entries) => AnalyzerHarness.Verify(Recipe(entries));

    [Fact]
    public Task LoRS_passes_embeddings_by() => AnalyzerHarness.VerifyNone(Recipe("[Lors(2)]"));

    [Theory]
    [InlineData("{|LORA710:typeof(Plain)|}", "it is not adaptable")]
    [InlineData("{|LORA710:typeof(Linear)|}", "it has no places. A recipe is for a class with [Adaptable]")]
    [InlineData("{|LORA710:typeof(Adapted)|}", "[Lora] adapts it already")]
    [InlineData("{|LORA710:typeof(Generic<>)|}", "name its type arguments")]
    [InlineData("{|LORA710:typeof(Tree)|}", "'Tree' holds itself")]
    [InlineData("{|LORA710:null!|}", "write typeof(…)")]
    public async Task LORA710_what_is_no_model_for_a_recipe(string model, string problem)
    {
        var messages = await AnalyzerHarness.Verify(
            $$"""
            [LoraRecipe({{model}})]
            [Lora(2)]
            public static partial class Small;

            public sealed class Plain : Module { public Plain() : base("Plain") { } }

            [Lora(2)]
            public sealed partial class Adapted : Module
            {
                private readonly Linear head = Linear(64, 64);
                public Adapted() : base("Adapted") { RegisterComponents(); AttachLora(); }
            }

            [Adaptable]
            public sealed partial class Generic<T> : Module
            {
                private readonly Linear head = Linear(64, 64);
                public Generic() : base("Generic") { RegisterComponents(); }
            }

            [Adaptable]
            public sealed partial class Tree : Module
            {
                private readonly Linear head = Linear(64, 64);
                private readonly ModuleList<Tree> branches = new ModuleList<Tree>();
                public Tree() : base("Tree") { RegisterComponents(); }
            }
            """);
        Assert.Contains(problem, Assert.Single(messages), StringComparison.Ordinal);
    }

    [Fact]
    public Task LORA716_a_recipe_that_says_nothing() => AnalyzerHarness.Verify(Recipe("", "{|LORA716:LoraRecipe(typeof(Net))|}"));

    [Theory]
    [InlineData("public static class {|LORA101:Odd|} {}")]
    [InlineData("public sealed partial record {|LORA105:Odd|};")]
    [InlineData("public sealed partial class {|LORA105:Odd|}<T>;")]
    [InlineData("public sealed partial class Odd { public void {|LORA106:Attach|}() { } }")]
    public Task A_recipe_has_the_form_of_a_class_that_is_continued(string declaration) => AnalyzerHarness.Verify(
        Recipe("[Lora(2)]") + $"\n[LoraRecipe(typeof(Net))] [Lora(2)] {declaration}");

    private static string Other(string entries) => $"[LoraRecipe(typeof(Net))] {entries} public sealed partial class Other;";

    private static string Recipe(string entries, string attribute = "LoraRecipe(typeof(Net))") =>
        $$"""
        [{{attribute}}]
        {{entries}}
        public static partial class Small;

        [Adaptable]
        public sealed partial class Block : Module
        {
            private readonly Linear value;
            public Block(int width) : base("Block") { value = Linear(width, width); RegisterComponents(); }
        }

        [Adaptable]
        public sealed partial class Net : Module
        {
            private readonly Embedding tokens = Embedding(100, 64);
            private readonly Linear query = Linear(64, 32);
            private readonly ModuleList<Block> blocks = ModuleList(new Block(64));
            private readonly ModuleDict<Linear> heads = ModuleDict(("en", Linear(64, 64)));
            public Net() : base("Net") { RegisterComponents(); }
        }
        """;
}
