using LoraDsl.Generators.Tests.Harness;

namespace LoraDsl.Generators.Tests.Diagnostics;

public class BudgetSizeTests
{
    private const string Block =
        """
        [Lora("adaptive", MinRank = 2, MaxRank = 4)]
        public sealed partial class Block : Module
        {
            private readonly Linear up = Linear(64, 64), down = Linear(64, 64);
            [Lora(8)] private readonly Linear gate = Linear(64, 64);
            public Block() : base("Block") { RegisterComponents(); AttachLora(); }
        }
        """;

    [Theory]
    [InlineData("Lora(\"adaptive\", {|LORA210:2|})", "private readonly Linear a = Linear(64, 64), b = Linear(64, 64), c = Linear(64, 64);", 2, 3)]
    [InlineData("Lora(\"adaptive\", budget: {|LORA210:7|}, MinRank = 4)", "private readonly Linear a = Linear(64, 64); [Lora(\"adaptive\", MinRank = 5)] private readonly Linear b = Linear(64, 64);", 7, 9)]
    [InlineData("Lora(\"adaptive\", {|LORA210:4|})", "private readonly Linear a = Linear(64, 64); private readonly Block block = new();", 4, 5)]
    [InlineData("Lora(\"adaptive\", {|LORA210:7|})", "private readonly Block first = new(); private readonly ModuleList<Block> blocks = new(new Block(), new Block());", 7, 8)]
    [InlineData("Lora(8)", "[Lora(\"adaptive\", {|LORA210:1|}, MinRank = 3)] private readonly Linear a = Linear(64, 64);", 1, 3)]
    public async Task LORA210_a_budget_that_does_not_reach_for_the_least_ranks(string attribute, string fields, int budget, int least)
    {
        var message = Assert.Single(await AnalyzerHarness.Verify(Block.Insert(0, Unfunded), Net(attribute, fields)));
        Assert.Equal(
            $"Budget {budget} is too small: the adapters need at least {least} (their MinRank); write {least} or more, or lower MinRank",
            message);
    }

    [Theory]
    [InlineData("Lora(\"adaptive\", {|LORA213:129|})", "private readonly Linear a = Linear(64, 64), b = Linear(128, 64);", 129, 128)]
    [InlineData("Lora(\"adaptive\", {|LORA213:20|}, MaxRank = 8)", "private readonly Linear a = Linear(64, 64); private readonly Block block = new();", 20, 16)]
    [InlineData("Lora(8)", "[Lora(\"adaptive\", budget: {|LORA213:10|}, MaxRank = 9)] private readonly Linear a = Make();", 10, 9)]
    public async Task LORA213_a_budget_that_cannot_be_spent(string attribute, string fields, int budget, int greatest)
    {
        var message = Assert.Single(await AnalyzerHarness.Verify(Block.Insert(0, Unfunded), Net(attribute, fields)));
        Assert.Equal(
            $"A budget of {budget} cannot be spent: the adapters that draw on it take {greatest} at most; write {greatest} or less", message);
    }

    // A rank of 64 by 64 is 128 parameters, one of 64 by 32 is 96.
    [Theory]
    [InlineData("Lora(\"adaptive\", {|LORA210:223|}, BudgetUnit = BudgetUnit.Parameters)", "private readonly Linear a = Linear(64, 64), b = Linear(64, 32);", "Budget of 223 parameters is too small: the adapters need at least 224 (their MinRank); write 224 or more, or lower MinRank")]
    [InlineData("Lora(8)", "[Lora(\"adaptive\", {|LORA210:100|}, BudgetUnit = BudgetUnit.Parameters)] private readonly Linear a = Linear(64, 64);", "Budget of 100 parameters is too small: the adapters need at least 128 (their MinRank); write 128 or more, or lower MinRank")]
    [InlineData("Lora(\"adaptive\", {|LORA213:1000|}, MaxRank = 4, BudgetUnit = BudgetUnit.Parameters)", "private readonly Linear a = Linear(64, 64), b = Linear(64, 32);", "A budget of 1000 parameters cannot be spent: the adapters that draw on it take 896 at most; write 896 or less")]
    public async Task A_budget_in_parameters_is_compared_with_parameters(string attribute, string fields, string message) =>
        Assert.Equal([message], await AnalyzerHarness.Verify(Net(attribute, fields)));

    [Theory]
    [InlineData("Lora(\"adaptive\", 224, BudgetUnit = BudgetUnit.Parameters)", "private readonly Linear a = Linear(64, 64), b = Linear(64, 32);")]
    [InlineData("Lora(\"adaptive\", 896, MaxRank = 4, BudgetUnit = BudgetUnit.Parameters)", "private readonly Linear a = Linear(64, 64), b = Linear(64, 32);")]
    [InlineData("Lora(\"adaptive\", 1, BudgetUnit = BudgetUnit.Parameters)", "private readonly Linear a = Make();")]
    [InlineData("Lora(\"adaptive\", 1000000, MaxRank = 4, BudgetUnit = BudgetUnit.Parameters)", "private readonly Linear a = Make();")]
    [InlineData("Lora(\"adaptive\", 100000, BudgetUnit = BudgetUnit.Parameters)", "private readonly Linear a = Linear(64, 64); private readonly Block block = new();")]
    public Task A_budget_in_parameters_that_can_be_spent_or_may_be_is_right(string attribute, string fields) =>
        AnalyzerHarness.VerifyNone(Block.Insert(0, Unfunded), Net(attribute, fields));

    [Fact]
    public async Task LORA210_the_least_rank_of_a_field_with_a_budget_of_its_own_may_come_from_its_class() => Assert.Equal(
        ["Budget 2 is too small: the adapters need at least 3 (their MinRank); write 3 or more, or lower MinRank"],
        await AnalyzerHarness.Verify(Net(
            "Lora(\"adaptive\", 8, MinRank = 3)",
            "private readonly Linear a = Linear(64, 64); [Lora(\"adaptive\", {|LORA210:2|})] private readonly Linear b = Linear(64, 64);")));

    [Theory]
    [InlineData("Lora(\"adaptive\", {|LORA211:8|})", "[Lora(4)] private readonly Linear a = Linear(64, 64);")]
    [InlineData("Lora(\"adaptive\", {|LORA211:8|})", "[Lora(\"adaptive\", 4)] private readonly Linear a = Linear(64, 64);")]
    public async Task LORA211_a_budget_that_nothing_draws_on(string attribute, string fields)
    {
        var message = Assert.Single(await AnalyzerHarness.Verify(Net(attribute, fields)));
        Assert.Equal("'budget' has no effect, because no adaptive adapter draws on it", message);
    }

    [Theory]
    [InlineData("Lora(\"adaptive\", 2)", "private readonly Linear a = Linear(64, 64), b = Linear(64, 64);")]
    [InlineData("Lora(\"adaptive\", 1000)", "private readonly Linear a = Make();")]
    [InlineData("Lora(\"adaptive\", 1000)", "private readonly ModuleList<Block> blocks = new(new Block());")]
    [InlineData("Lora(\"adaptive\", 4)", "private readonly Block block = new();")]
    [InlineData("Lora(\"adaptive\", 1, MinRank = 0)", "private readonly Linear a = Linear(64, 64), b = Linear(64, 64);")]
    public Task A_budget_that_can_be_spent_is_right(string attribute, string fields) =>
        AnalyzerHarness.VerifyNone(Block.Insert(0, Unfunded), Net(attribute, fields));

    [Theory]
    [InlineData("Lora(\"adaptive\", {|LORA213:1000|})", "private readonly Linear a = Linear(64, 64);")]
    [InlineData("Lora(\"adaptive\", {|LORA211:1000|})", "[Lora(4)] private readonly Linear a = Linear(64, 64);")]
    [InlineData("Lora(\"adaptive\", {|LORA211:8|})", "[Lora(\"adaptive\", 4)] private readonly Linear a = Linear(64, 64);")]
    [InlineData("Lora(\"adaptive\", {|LORA219:100|}, Allocation = AllocationStrategy.AdaLora)", "private readonly Linear a = Linear(64, 64);")]
    [InlineData("Lora(\"adaptive\", {|LORA213:20|}, MaxRank = 8)", "private readonly Linear a = Linear(64, 64); private readonly Block block = new();")]
    public Task A_class_that_could_be_derived_from_and_is_not_is_what_it_declares(string attribute, string fields) => AnalyzerHarness.Verify(
        Unsealed(Block).Insert(0, Unfunded), Unsealed(Net(attribute, fields)));

    [Theory]
    [InlineData("Lora(\"adaptive\", 1000)", "private readonly Linear a = Linear(64, 64);")]
    [InlineData("Lora(\"adaptive\", 1000)", "[Lora(4)] private readonly Linear a = Linear(64, 64);")]
    public async Task A_class_that_others_derive_from_may_need_more(string attribute, string fields)
    {
        await AnalyzerHarness.VerifyNone(Unsealed(Net(attribute, fields)).Replace("public partial", "public abstract partial", StringComparison.Ordinal));
        await AnalyzerHarness.VerifyNone(
            Unsealed(Net(attribute, fields)),
            "[Lora(\"adaptive\")] public sealed partial class Wide : Net { private readonly Linear more = Linear(4096, 4096); public Wide() { AttachLora(); } }");
    }

    [Theory]
    [InlineData("private readonly Linear? a;")]
    [InlineData("private readonly Block? block;")]
    public Task A_layer_that_may_be_null_needs_nothing(string field) => AnalyzerHarness.VerifyNone(
        Block.Insert(0, Unfunded),
        Net("Lora(\"adaptive\", 1)", "private readonly Linear b = Linear(64, 64); " + field).Replace(
            "RegisterComponents", field.Contains("block", StringComparison.Ordinal) ? "block = null; RegisterComponents" : "a = null; RegisterComponents", StringComparison.Ordinal));

    [Fact]
    public Task LORA210_holds_for_a_class_that_can_be_derived_from() => AnalyzerHarness.Verify(
        Net("Lora(\"adaptive\", {|LORA210:1|})", "private readonly Linear a = Linear(64, 64), b = Linear(64, 64);")
            .Replace("sealed ", "", StringComparison.Ordinal));

    [Fact]
    public Task A_class_that_holds_itself_ends_the_count() => AnalyzerHarness.VerifyNone(
        """
        [Lora("adaptive")]
        public sealed partial class Link : Module
        {
            private readonly Linear layer = Linear(8, 8);
            private readonly Link next;
            public Link(Link next) : base("Link") { this.next = next; RegisterComponents(); AttachLora(); }
        }
        [Lora("adaptive", 100)]
        public sealed partial class Net : Module
        {
            private readonly Link first;
            public Net(Link first) : base("Net") { this.first = first; RegisterComponents(); AttachLora(); }
        }
        """);

    // Where the test's own class does not hold the block, it has no budget; that is another rule.
    private const string Unfunded = "\n#pragma warning disable LORA202\n";

    private static string Unsealed(string source) => source.Replace("sealed ", "", StringComparison.Ordinal);

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
