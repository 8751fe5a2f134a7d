using LoraDsl.Generators.Tests.Harness;

namespace LoraDsl.Generators.Tests.Diagnostics;

public class BudgetTests
{
    private const string Block =
        """
        [Lora("adaptive")]
        internal sealed partial class Block : Module
        {
            private readonly Linear query = Linear(64, 64);
            public Block() : base("Block") { RegisterComponents(); AttachLora(); }
        }
        """;

    [Fact]
    public async Task LORA202_a_class_without_a_budget_that_nobody_holds()
    {
        var messages = await AnalyzerHarness.Verify(Internal(Models.WithClassAttribute("[Lora({|LORA202:\"adaptive\"|})]")));
        Assert.Equal(
            ["The rank of 'Head' is adaptive, but neither 'Head' nor an adapted class that holds it in a field or a ModuleList has a budget: write [Lora(\"adaptive\", budget: …)]"],
            messages);
    }

    [Fact]
    public async Task LORA202_a_field_without_a_budget_in_a_class_without_one()
    {
        var messages = await AnalyzerHarness.Verify(Internal(Models.WithFieldAttribute("[Lora(rank: {|LORA202:\"adaptive\"|})]")));
        Assert.Equal(
            ["The rank of 'output' is adaptive, but neither 'Head' nor an adapted class that holds it in a field or a ModuleList has a budget: write [Lora(\"adaptive\", budget: …)]"],
            messages);
    }

    [Fact]
    public Task LORA202_a_child_of_a_class_without_a_budget() => AnalyzerHarness.Verify(
        Block.Replace("\"adaptive\"", "{|LORA202:\"adaptive\"|}", StringComparison.Ordinal),
        """
        [Lora(8)]
        internal sealed partial class Net : Module
        {
            private readonly Block block = new();
            public Net() : base("Net") { RegisterComponents(); AttachLora(); }
        }
        """);

    [Fact]
    public Task LORA202_is_suppressed_by_a_pragma() => AnalyzerHarness.VerifyNone(
        "\n#pragma warning disable LORA202 // The model that holds it is in another assembly.\n" + Block);

    [Theory]
    [InlineData("private readonly Block block = new();")]
    [InlineData("private readonly ModuleList<Block> blocks = new(new Block());")]
    [InlineData("public Block Block { get; } = new();")]
    public Task A_child_draws_on_the_budget_of_its_holder(string field) => AnalyzerHarness.VerifyNone(
        Block,
        $$"""
        [Lora("adaptive", budget: 8)]
        internal sealed partial class Net : Module
        {
            {{field}}
            public Net() : base("Net") { RegisterComponents(); AttachLora(); }
        }
        """);

    [Fact]
    public Task A_child_draws_on_the_budget_of_its_holders_holder() => AnalyzerHarness.VerifyNone(
        Block,
        """
        [Lora(4)]
        internal sealed partial class Stage : Module
        {
            private readonly Block block = new();
            public Stage() : base("Stage") { RegisterComponents(); AttachLora(); }
        }
        [Lora("adaptive", budget: 8)]
        internal sealed partial class Net : Module
        {
            private readonly Stage stage = new();
            public Net() : base("Net") { RegisterComponents(); AttachLora(); }
        }
        """);

    [Fact]
    public Task A_class_without_a_layer_to_share_with_needs_no_budget() => AnalyzerHarness.VerifyNone(
        Models.WithFieldAttribute("[Lora(\"adaptive\", budget: 4)]").Insert(0, "[Lora(\"adaptive\")] "));

    [Theory]
    [InlineData("private readonly Sequential blocks = Sequential((\"one\", new Block()), (\"two\", new Block()));")]
    [InlineData("private readonly ModuleList<Module<Tensor, Tensor>> blocks = new(new Block());")]
    [InlineData("private readonly ModuleDict<Block> blocks = ModuleDict((\"one\", new Block()));")]
    [InlineData("private readonly Block[] blocks = [new Block()];")]
    [InlineData("private readonly System.Collections.Generic.List<Block> blocks = [new Block()];")]
    [InlineData("private readonly Module<Tensor, Tensor> block = new Block();")]
    [InlineData("private readonly Shell shell = new();")]
    [InlineData("public Module<Tensor, Tensor> Block { get; } = new Block();")]
    public Task A_block_that_a_model_with_a_budget_may_hold_unseen_draws_on_it_when_it_runs(string field) => AnalyzerHarness.VerifyNone(
        Block.Replace(": Module", ": Module<Tensor, Tensor>", StringComparison.Ordinal).Replace(
            "public Block()", "public override Tensor forward(Tensor x) => Query.forward(x); public Block()", StringComparison.Ordinal),
        "internal sealed class Shell : Module { private readonly Block block = new(); public Shell() : base(\"Shell\") { RegisterComponents(); } public Block Block => block; }",
        $$"""
        [Lora("adaptive", budget: 1000)]
        internal sealed partial class Net : Module
        {
            {{field}}
            public Net() : base("Net") { RegisterComponents(); AttachLora(); }
        }
        """);

    [Fact]
    public Task LORA202_a_container_of_a_model_without_a_budget_changes_nothing() => AnalyzerHarness.Verify(
        Block.Replace("\"adaptive\"", "{|LORA202:\"adaptive\"|}", StringComparison.Ordinal),
        """
        [Lora(8)]
        internal sealed partial class Net : Module
        {
            private readonly Block[] blocks = [new Block()];
            public Net() : base("Net") { RegisterComponents(); AttachLora(); }
        }
        [Lora("adaptive", budget: 8)]
        internal sealed partial class Other : Module
        {
            private readonly Linear layer = Linear(64, 64);
            private readonly LayerNorm norm = LayerNorm(64);
            public Other() : base("Other") { RegisterComponents(); AttachLora(); }
        }
        """);

    [Fact]
    public Task A_public_class_of_a_library_may_be_held_in_another_assembly() =>
        AnalyzerHarness.VerifyNone(Models.WithClassAttribute("[Lora(\"adaptive\")]"));

    [Fact]
    public Task So_may_an_internal_one_that_the_library_shows() => AnalyzerHarness.VerifyNone(
        Block, "[assembly: System.Runtime.CompilerServices.InternalsVisibleTo(\"Models\")]");

    [Fact]
    public async Task LORA202_a_public_class_of_a_program()
    {
        var library = Compilations.Create(Models.WithClassAttribute("[Lora(\"adaptive\")]"), "internal static class Program { private static void Main() { } }");
        var program = library.WithOptions(library.Options.WithOutputKind(Microsoft.CodeAnalysis.OutputKind.ConsoleApplication));
        Assert.Equal("LORA202", Assert.Single(await AnalyzerHarness.Diagnose(program)).Id);
    }

    private static string Internal(string source) => source.Replace("public sealed", "internal sealed", StringComparison.Ordinal);
}
