using LoraDsl.Generators.Tests.Harness;

namespace LoraDsl.Generators.Tests.Diagnostics;

public class AdaLoraTests
{
    private const string AdaLora = "Allocation = AllocationStrategy.AdaLora";

    [Fact]
    public async Task LORA216_a_schedule_that_contradicts_AdaLoRA()
    {
        const string attribute = $"[Lora(\"adaptive\", 8, {AdaLora}, Schedule = {{|LORA216:RankSchedule.Loss|}})]";
        const string message = "RankSchedule.Loss cannot be used with AdaLoRA: it moves the ranks itself; leave the schedule out";
        Assert.Equal([message], await AnalyzerHarness.Verify(Models.WithClassAttribute(attribute)));
        Assert.Equal([message], await AnalyzerHarness.Verify(Models.WithFieldAttribute(attribute)));
    }

    [Fact]
    public Task A_schedule_of_the_class_passes_the_fields_of_AdaLoRA_by() => AnalyzerHarness.VerifyNone(Net(
        "Lora(\"adaptive\", 8, Schedule = RankSchedule.Loss)",
        "private readonly Linear up = Linear(64, 64); [Lora(\"adaptive\", 8, Allocation = AllocationStrategy.AdaLora)] private readonly Linear down = Linear(64, 64);"));

    [Theory]
    [InlineData("Lora(\"adaptive\", 8, " + AdaLora + ", Schedule = RankSchedule.Constant, BudgetUnit = BudgetUnit.Ranks, InitialRank = 6)", "private readonly Linear up = Linear(64, 64), down = Linear(64, 64);")]
    [InlineData("Lora(\"adaptive\", 8, " + AdaLora + ")", "[Lora(\"adaptive\", InitialRank = 4)] private readonly Linear up = Linear(64, 64); private readonly Linear down = Linear(64, 64);")]
    [InlineData("Lora(\"adaptive\", 8, " + AdaLora + ", MinRank = 2)", "[Lora(\"adaptive\", 8)] private readonly Linear up = Linear(64, 64); private readonly Linear down = Linear(64, 64);")]
    [InlineData("Lora(4, " + AdaLora + ", InitialRank = 6)", "[Lora(\"adaptive\", InitialRank = 4)] private readonly Linear up = Linear(64, 64);", true)]
    [InlineData("Lora(\"adaptive\", 1, " + AdaLora + ", MinRank = 0)", "private readonly Linear up = Linear(64, 64), down = Linear(64, 64);")]
    [InlineData("Lora(\"adaptive\", 8, " + AdaLora + ")", "private readonly Linear up = Linear(64, 64); [NoLora] private readonly Embedding tokens = Embedding(64, 64);")]
    [InlineData("Lora(\"adaptive\", 8, " + AdaLora + ")", "private readonly Linear up = Linear(64, 64); [Lora(\"adaptive\", 8)] private readonly Embedding tokens = Embedding(64, 64);")]
    [InlineData("Lora(\"adaptive\", 8, " + AdaLora + ", MaxRank = 16, MinRank = 2, InitialRank = 16)", "private readonly Linear up = Linear(64, 64); private readonly Conv2d conv = Conv2d(64, 64, 3);")]
    [InlineData("Lora(\"adaptive\", 8, " + AdaLora + ", MaxRank = 8)", "private readonly Linear up = Linear(64, 64);")]
    [InlineData("Lora(\"adaptive\", 3072, " + AdaLora + ", BudgetUnit = BudgetUnit.Parameters)", "private readonly Linear up = Linear(64, 64), down = Linear(64, 64);")]
    public Task What_goes_with_AdaLoRA_is_right(string attribute, string fields, bool isUnfunded = false) =>
        AnalyzerHarness.VerifyNone((isUnfunded ? "\n#pragma warning disable LORA202\n" : "") + Net(attribute, fields));

    [Theory]
    [InlineData(
        "Lora(\"adaptive\", 8)",
        "private readonly Linear up = Linear(64, 64); [Lora(\"adaptive\", Allocation = {|LORA217:AllocationStrategy.AdaLora|})] private readonly Linear down = Linear(64, 64);",
        "its adapter is AdaLoRA's and the others are not: write Allocation = AllocationStrategy.AdaLora on all of them, or give it a budget of its own")]
    [InlineData(
        "Lora(\"adaptive\", 8, " + AdaLora + ")",
        "private readonly Linear up = Linear(64, 64); [Lora(\"adaptive\", Allocation = {|LORA217:AllocationStrategy.Proportional|})] private readonly Linear down = Linear(64, 64);",
        "its adapter is not AdaLoRA's and the others are: leave Allocation out, or give it a budget of its own")]
    [InlineData(
        "DyLora(2, 4)",
        "[Lora(\"adaptive\", Allocation = AllocationStrategy.AdaLora)] private readonly Linear up = Linear(64, 64); [Lora({|LORA217:\"adaptive\"|})] private readonly Linear down = Linear(64, 64);",
        "its adapter is not AdaLoRA's and the others are: write Allocation = AllocationStrategy.AdaLora here too, or give it a budget of its own")]
    public async Task LORA217_a_field_that_is_not_what_the_others_are(string attribute, string fields, string reason) => Assert.Equal(
        [$"'down' cannot draw on this budget: {reason}"],
        await AnalyzerHarness.Verify("\n#pragma warning disable LORA202\n" + Net(attribute, fields)));

    [Theory]
    [InlineData("Lora(\"adaptive\", {|LORA217:8|}, " + AdaLora + ")", "Lora(\"adaptive\")", "the budget is AdaLoRA's and its adapters are not: write Allocation = AllocationStrategy.AdaLora on 'Block' too, or give it a budget of its own")]
    [InlineData("Lora(\"adaptive\", {|LORA217:8|})", "Lora(\"adaptive\", " + AdaLora + ")", "its adapters are AdaLoRA's and the budget is not: write Allocation = AllocationStrategy.AdaLora here too, or give 'Block' a budget of its own")]
    public async Task LORA217_a_child_that_is_not_what_its_holder_is(string attribute, string ofBlock, string reason) => Assert.Equal(
        [$"'Block' cannot draw on this budget: {reason}"], await AnalyzerHarness.Verify(Block(ofBlock), Holder(attribute)));

    [Theory]
    [InlineData("Lora(\"adaptive\", 8, " + AdaLora + ")", "Lora(\"adaptive\", " + AdaLora + ")")]
    [InlineData("Lora(\"adaptive\", 8, " + AdaLora + ")", "Lora(\"adaptive\", 8)")]
    [InlineData("Lora(\"adaptive\", 8)", "Lora(\"adaptive\", 8, " + AdaLora + ")")]
    [InlineData("Lora(\"adaptive\", 8, " + AdaLora + ")", "Lora(8)")]
    public Task A_child_of_the_same_kind_or_with_a_budget_of_its_own_is_right(string attribute, string ofBlock) =>
        AnalyzerHarness.VerifyNone(Block(ofBlock), Holder(attribute));

    [Theory]
    [InlineData("InitialRank = {|LORA205:0|}", "InitialRank is 0: write 1 or more, or leave it out")]
    [InlineData("InitialRank = {|LORA205:16|}, MaxRank = 8", "InitialRank 16 is above MaxRank 8: write 8 or less, or raise MaxRank")]
    [InlineData("InitialRank = 4, MinRank = {|LORA205:6|}", "MinRank 6 is above the 4 that AdaLoRA starts with: write less, or raise InitialRank")]
    [InlineData("MinRank = {|LORA205:13|}", "MinRank 13 is above the 12 that AdaLoRA starts with: write less, or raise InitialRank")]
    public async Task LORA205_an_initial_rank_that_is_out_of_bounds(string options, string text) => Assert.Equal(
        [$"No rank is within these bounds: {text}"],
        await AnalyzerHarness.Verify("\n#pragma warning disable LORA210, LORA219\n" + Models.WithFieldAttribute($"[Lora(\"adaptive\", 4, {AdaLora}, {options})]")));

    [Theory]
    [InlineData("InitialRank = {|LORA205:6|}", "InitialRank 6 is above MaxRank 4: write 4 or less, or raise MaxRank")]
    [InlineData("InitialRank = {|LORA205:1|}", "MinRank 2 is above the 1 that AdaLoRA starts with: write less, or raise InitialRank")]
    public async Task LORA205_an_initial_rank_that_is_out_of_the_bounds_of_its_class(string option, string text) => Assert.Equal(
        [$"No rank is within these bounds: {text}"],
        await AnalyzerHarness.Verify(Net(
            $"Lora(\"adaptive\", 4, {AdaLora}, MinRank = 2, MaxRank = 4)",
            $"private readonly Linear up = Linear(64, 64); [Lora(\"adaptive\", {option})] private readonly Linear down = Linear(64, 64);")));

    [Fact]
    public async Task LORA209_an_initial_rank_that_is_too_much() => Assert.StartsWith(
        "Rank 40 is too much for 'output' of 64 by 32",
        Assert.Single(await AnalyzerHarness.Verify(Models.WithFieldAttribute($"[Lora(\"adaptive\", 8, {AdaLora}, InitialRank = {{|LORA209:40|}})]"))),
        StringComparison.Ordinal);

    [Theory]
    [InlineData("Lora(\"adaptive\", {|LORA219:25|}, " + AdaLora + ")", 25, 24)]
    [InlineData("Lora(\"adaptive\", {|LORA219:9|}, " + AdaLora + ", InitialRank = 4)", 9, 8)]
    [InlineData("Lora(\"adaptive\", {|LORA219:9|}, " + AdaLora + ", MaxRank = 4)", 9, 8)]
    public async Task LORA219_a_budget_above_what_AdaLoRA_starts_with(string attribute, int budget, int initial) => Assert.Equal(
        [$"A budget of {budget} is more than the {initial} that AdaLoRA starts with and brings down to it: write {initial} or less, or raise InitialRank"],
        await AnalyzerHarness.Verify(Net(attribute, "private readonly Linear up = Make(), down = Make();")));

    [Fact]
    public async Task LORA219_a_budget_in_parameters_above_what_AdaLoRA_starts_with() => Assert.Equal(
        ["A budget of 1537 parameters is more than the 1536 that AdaLoRA starts with and brings down to it: write 1536 or less, or raise InitialRank"],
        await AnalyzerHarness.Verify(Net($"Lora(\"adaptive\", {{|LORA219:1537|}}, {AdaLora}, BudgetUnit = BudgetUnit.Parameters)", "private readonly Linear up = Linear(64, 64);")));

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
