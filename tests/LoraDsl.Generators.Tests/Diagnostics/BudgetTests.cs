using LoraDsl.Generators.Tests.Harness;

namespace LoraDsl.Generators.Tests.Diagnostics;

public class BudgetTests
{
    private const string Block =
        """
        [Lora("adaptive")]
        public sealed partial class Block : Module
        {
            private readonly Linear query = Linear(64, 64);
            public Block() : base("Block") { RegisterComponents(); AttachLora(); }
        }
        """;

    [Fact]
    public async Task LORA202_a_class_without_a_budget_that_nobody_holds()
    {
        var messages = await AnalyzerHarness.Verify(Models.WithClassAttribute("[Lora({|LORA202:\"adaptive\"|})]"));
        Assert.Equal(
            ["The rank of 'Head' is adaptive, but neither 'Head' nor an adapted class that holds it has a budget: write [Lora(\"adaptive\", budget: …)]"],
            messages);
    }

    [Fact]
    public async Task LORA202_a_field_without_a_budget_in_a_class_without_one()
    {
        var messages = await AnalyzerHarness.Verify(Models.WithFieldAttribute("[Lora(rank: {|LORA202:\"adaptive\"|})]"));
        Assert.Equal(
            ["The rank of 'output' is adaptive, but neither 'Head' nor an adapted class that holds it has a budget: write [Lora(\"adaptive\", budget: …)]"],
            messages);
    }

    [Fact]
    public Task LORA202_a_child_of_a_class_without_a_budget() => AnalyzerHarness.Verify(
        Block.Replace("\"adaptive\"", "{|LORA202:\"adaptive\"|}", StringComparison.Ordinal),
        """
        [Lora(8)]
        public sealed partial class Net : Module
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
        public sealed partial class Net : Module
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
        public sealed partial class Stage : Module
        {
            private readonly Block block = new();
            public Stage() : base("Stage") { RegisterComponents(); AttachLora(); }
        }
        [Lora("adaptive", budget: 8)]
        public sealed partial class Net : Module
        {
            private readonly Stage stage = new();
            public Net() : base("Net") { RegisterComponents(); AttachLora(); }
        }
        """);

    [Fact]
    public Task A_class_without_a_layer_to_share_with_needs_no_budget() => AnalyzerHarness.VerifyNone(
        Models.WithFieldAttribute("[Lora(\"adaptive\", budget: 4)]").Insert(0, "[Lora(\"adaptive\")] "));
}
