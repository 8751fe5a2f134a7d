using LoraDsl.Generators.Tests.Harness;

namespace LoraDsl.Generators.Tests.Diagnostics;

public class AdaLoraTests
{
    private const string AdaLora = "Allocation = AllocationStrategy.AdaLora";

    [Theory]
    [InlineData("Schedule = {|LORA216:RankSchedule.Loss|}", "RankSchedule.Loss does not go with AdaLoRA: it moves the ranks itself; leave the schedule out")]
    [InlineData("BudgetUnit = {|LORA216:BudgetUnit.Parameters|}", "BudgetUnit.Parameters does not go with AdaLoRA: its budget counts triplets, which are ranks; write the budget in ranks")]
    public async Task LORA216_an_option_that_contradicts_AdaLoRA(string option, string message)
    {
        var attribute = $"[Lora(\"adaptive\", 8, {AdaLora}, {option})]";
        Assert.Equal([message], await AnalyzerHarness.Verify(Models.WithClassAttribute(attribute)));
        Assert.Equal([message], await AnalyzerHarness.Verify(Models.WithFieldAttribute(attribute)));
    }

    [Fact]
    public async Task LORA216_a_schedule_of_the_class_that_contradicts_the_fields_AdaLoRA() => Assert.Equal(
        ["RankSchedule.Loss does not go with AdaLoRA: it moves the ranks itself; write Schedule = RankSchedule.Constant here"],
        await AnalyzerHarness.Verify(Net(
            "Lora(\"adaptive\", 8, Schedule = RankSchedule.Loss)",
            "private readonly Linear up = Linear(64, 64); [Lora(\"adaptive\", 8, Allocation = {|LORA216:AllocationStrategy.AdaLora|})] private readonly Linear down = Linear(64, 64);")));

    [Theory]
    [InlineData("Lora(\"adaptive\", 8, " + AdaLora + ", Schedule = RankSchedule.Constant, BudgetUnit = BudgetUnit.Ranks, InitialRank = 6)", "private readonly Linear up = Linear(64, 64), down = Linear(64, 64);")]
    [InlineData("Lora(\"adaptive\", 8, " + AdaLora + ")", "[Lora(\"adaptive\", InitialRank = 4)] private readonly Linear up = Linear(64, 64); private readonly Linear down = Linear(64, 64);")]
    [InlineData("Lora(\"adaptive\", 8, " + AdaLora + ", MinRank = 2)", "[Lora(\"adaptive\", 8)] private readonly Linear up = Linear(64, 64); private readonly Linear down = Linear(64, 64);")]
    [InlineData("Lora(4, " + AdaLora + ", InitialRank = 6)", "[Lora(\"adaptive\", InitialRank = 4)] private readonly Linear up = Linear(64, 64);", true)]
    [InlineData("Lora(\"adaptive\", 1, " + AdaLora + ")", "private readonly Linear up = Linear(64, 64), down = Linear(64, 64);")]
    [InlineData("Lora(\"adaptive\", 8, " + AdaLora + ")", "private readonly Linear up = Linear(64, 64); [NoLora] private readonly Embedding tokens = Embedding(64, 64);")]
    [InlineData("Lora(\"adaptive\", 8, " + AdaLora + ")", "private readonly Linear up = Linear(64, 64); [Lora(\"adaptive\", 8)] private readonly Embedding tokens = Embedding(64, 64);")]
    [InlineData("Lora(\"adaptive\", 8, " + AdaLora + ", Targets = new[] { \"up\" })", "private readonly Linear up = Linear(64, 64); private readonly Embedding tokens = Embedding(64, 64);")]
    public Task What_goes_with_AdaLoRA_is_right(string attribute, string fields, bool isUnfunded = false) =>
        AnalyzerHarness.VerifyNone((isUnfunded ? "\n#pragma warning disable LORA202\n" : "") + Net(attribute, fields));

    [Theory]
    [InlineData("private readonly Embedding {|LORA217:tokens|} = Embedding(64, 64);", "tokens")]
    [InlineData("private readonly Conv2d {|LORA217:conv|} = Conv2d(64, 64, 3);", "conv")]
    public async Task LORA217_a_layer_that_AdaLoRA_is_not_for(string field, string name)
    {
        var expected = $"'{name}' is not adapted, because it is no Linear layer and its class's attribute asks for AdaLoRA: write [NoLora] if that is meant, or an attribute of its own";
        Assert.Equal([expected], await AnalyzerHarness.Verify(Net($"Lora(\"adaptive\", 8, {AdaLora})", "private readonly Linear up = Linear(64, 64); " + field)));

        // It is no reason to say that there is nothing to adapt as well; the budget, though, has nobody who draws on it.
        var alone = await AnalyzerHarness.Verify(Net($"Lora(\"adaptive\", {{|LORA211:8|}}, {AdaLora})", field));
        Assert.Contains(expected, alone);
    }

    [Theory]
    [InlineData("Lora(4)", "[{|LORA103:Lora(\"adaptive\", 8, Allocation = AllocationStrategy.AdaLora)|}] private readonly Embedding layer = Embedding(64, 64);", "an Embedding")]
    [InlineData("Lora(4)", "[{|LORA103:Lora(\"adaptive\", 8, Allocation = AllocationStrategy.AdaLora)|}] private readonly Conv2d layer = Conv2d(64, 64, 3);", "a Conv2d")]
    [InlineData("Lora(\"adaptive\", 8, Allocation = AllocationStrategy.AdaLora)", "private readonly Linear up = Linear(64, 64); [{|LORA103:Lora(\"adaptive\", InitialRank = 4)|}] private readonly Embedding layer = Embedding(64, 64);", "an Embedding")]
    public async Task LORA103_a_field_that_AdaLoRA_is_not_for(string attribute, string fields, string kind) => Assert.Equal(
        [$"'layer' cannot be adapted: AdaLoRA is for Linear layers, and this is {kind}: remove the attribute, or give it another allocation and a budget of its own"],
        await AnalyzerHarness.Verify(Net(attribute, fields)));

    [Theory]
    [InlineData(
        "Lora(\"adaptive\", 8)",
        "private readonly Linear up = Linear(64, 64); [Lora(\"adaptive\", Allocation = {|LORA218:AllocationStrategy.AdaLora|})] private readonly Linear down = Linear(64, 64);",
        "its adapter is AdaLoRA's and the others are not: write Allocation = AllocationStrategy.AdaLora on all of them, or give it a budget of its own")]
    [InlineData(
        "Lora(\"adaptive\", 8, " + AdaLora + ")",
        "private readonly Linear up = Linear(64, 64); [Lora(\"adaptive\", Allocation = {|LORA218:AllocationStrategy.Proportional|})] private readonly Linear down = Linear(64, 64);",
        "its adapter is not AdaLoRA's and the others are: leave Allocation out, or give it a budget of its own")]
    [InlineData(
        "DyLora(2, 4)",
        "[Lora(\"adaptive\", Allocation = AllocationStrategy.AdaLora)] private readonly Linear up = Linear(64, 64); [Lora({|LORA218:\"adaptive\"|})] private readonly Linear down = Linear(64, 64);",
        "its adapter is not AdaLoRA's and the others are: write Allocation = AllocationStrategy.AdaLora here too, or give it a budget of its own")]
    public async Task LORA218_a_field_that_is_not_what_the_others_are(string attribute, string fields, string reason) => Assert.Equal(
        [$"'down' cannot draw on this budget: {reason}"],
        await AnalyzerHarness.Verify("\n#pragma warning disable LORA202\n" + Net(attribute, fields)));

    [Theory]
    [InlineData("Lora(\"adaptive\", {|LORA218:8|}, " + AdaLora + ")", "Lora(\"adaptive\")", "the budget is AdaLoRA's and its adapters are not: write Allocation = AllocationStrategy.AdaLora on 'Block' too, or give it a budget of its own")]
    [InlineData("Lora(\"adaptive\", {|LORA218:8|})", "Lora(\"adaptive\", " + AdaLora + ")", "its adapters are AdaLoRA's and the budget is not: write Allocation = AllocationStrategy.AdaLora here too, or give 'Block' a budget of its own")]
    public async Task LORA218_a_child_that_is_not_what_its_holder_is(string attribute, string ofBlock, string reason) => Assert.Equal(
        [$"'Block' cannot draw on this budget: {reason}"], await AnalyzerHarness.Verify(Block(ofBlock), Holder(attribute)));

    [Theory]
    [InlineData("Lora(\"adaptive\", 8, " + AdaLora + ")", "Lora(\"adaptive\", " + AdaLora + ")")]
    [InlineData("Lora(\"adaptive\", 8, " + AdaLora + ")", "Lora(\"adaptive\", 8)")]
    [InlineData("Lora(\"adaptive\", 8)", "Lora(\"adaptive\", 8, " + AdaLora + ")")]
    [InlineData("Lora(\"adaptive\", 8, " + AdaLora + ")", "Lora(8)")]
    public Task A_child_of_the_same_kind_or_with_a_budget_of_its_own_is_right(string attribute, string ofBlock) =>
        AnalyzerHarness.VerifyNone(Block(ofBlock), Holder(attribute));

    [Theory]
    [InlineData("[Lora(\"adaptive\", 8, Allocation = AllocationStrategy.AdaLora, InitialRank = {|LORA205:0|})]")]
    [InlineData("[Lora(\"adaptive\", 8, Allocation = AllocationStrategy.AdaLora, InitialRank = {|LORA205:-3|})]")]
    public async Task LORA205_an_initial_rank_that_is_none(string attribute)
    {
        var source = Models.WithClassAttribute(attribute).Replace("sealed ", "", StringComparison.Ordinal);
        var message = Assert.Single(await AnalyzerHarness.Verify(source));
        Assert.EndsWith("write 1 or more, or leave it out", message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task LORA209_an_initial_rank_that_is_too_much() => Assert.StartsWith(
        "Rank 40 is too much for 'output' of 64 by 32",
        Assert.Single(await AnalyzerHarness.Verify(Models.WithFieldAttribute($"[Lora(\"adaptive\", 8, {AdaLora}, InitialRank = {{|LORA209:40|}})]"))),
        StringComparison.Ordinal);

    [Fact]
    public async Task LORA213_a_budget_above_the_initial_ranks() => Assert.Equal(
        ["A budget of 25 cannot be spent: the adapters that draw on it take 24 at most; write 24 or less"],
        await AnalyzerHarness.Verify(Net($"Lora(\"adaptive\", {{|LORA213:25|}}, {AdaLora})", "private readonly Linear up = Make(), down = Make();")));

    private static string Block(string attribute) =>
        $$"""
        [{{attribute}}]
        public sealed partial class Block : Module
        {
            private readonly Linear up = Linear(64, 64);
            public Block() : base("Block") { RegisterComponents(); AttachLora(); }
        }
        """;

    private static string Holder(string attribute) =>
        Net(attribute, "private readonly Linear head = Linear(64, 64); private readonly ModuleList<Block> blocks = new(new Block());");

    private static string Net(string attribute, string fields) =>
        $$"""
        [{{attribute}}]
        public sealed partial class Net : Module
        {
            {{fields}}
            public Net() : base("Net") { RegisterComponents(); AttachLora(); }
            public static Linear Make() => Linear(64, 64);
        }
        """;
}
