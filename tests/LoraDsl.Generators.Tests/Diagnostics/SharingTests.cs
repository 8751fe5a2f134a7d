using LoraDsl.Generators.Tests.Harness;

namespace LoraDsl.Generators.Tests.Diagnostics;

public class SharingTests
{
    private const string NoBudget = "it says how a budget is shared out, and there is none here: write it where the budget is";

    private const string FixedRank = "a rank that is a number draws on no budget";

    [Theory]
    [InlineData("[Lora(8, Importance = {|LORA211:RankImportance.Taylor|})]", "Importance", FixedRank)]
    [InlineData("[Lora(8, Allocation = {|LORA211:AllocationStrategy.AdaLora|})]", "Allocation", FixedRank)]
    [InlineData("[Lora(8, Allocation = {|LORA211:AllocationStrategy.Threshold|})]", "Allocation", FixedRank)]
    [InlineData("[Lora(8, Rounding = {|LORA211:RankRounding.Floor|})]", "Rounding", FixedRank)]
    [InlineData("[Lora(8, BudgetUnit = {|LORA211:BudgetUnit.Parameters|})]", "BudgetUnit", FixedRank)]
    [InlineData("[Lora(8, Schedule = {|LORA211:RankSchedule.Loss|})]", "Schedule", "a rank that is a number does not move")]
    [InlineData("[Lora(8, InitialRank = {|LORA211:12|})]", "InitialRank", "it is AdaLoRA's; write Allocation = AllocationStrategy.AdaLora as well if it is wanted")]
    [InlineData("[Lora(\"adaptive\", 8, InitialRank = {|LORA211:12|})]", "InitialRank", "it is AdaLoRA's; write Allocation = AllocationStrategy.AdaLora as well if it is wanted")]
    [InlineData("[Lora(\"adaptive\", 8, Importance = RankImportance.ExplainedVariance, Rounding = {|LORA211:RankRounding.Floor|})]", "Rounding", "the best components are counted, and there is nothing to round")]
    [InlineData("[Lora(\"adaptive\", 8, Allocation = AllocationStrategy.AdaLora, Importance = {|LORA211:RankImportance.Taylor|})]", "Importance", "AdaLoRA measures by itself while it trains")]
    [InlineData("[Lora(\"adaptive\", 8, Allocation = AllocationStrategy.AdaLora, Rounding = {|LORA211:RankRounding.Floor|})]", "Rounding", "AdaLoRA keeps whole triplets, and there is nothing to round")]
    public async Task LORA211_an_option_that_nothing_is_shared_out_by(string attribute, string option, string reason)
    {
        Assert.Equal([$"'{option}' has no effect, because {reason}"], await AnalyzerHarness.Verify(Models.WithClassAttribute(attribute)));
        Assert.Equal([$"'{option}' has no effect, because {reason}"], await AnalyzerHarness.Verify(Models.WithFieldAttribute(attribute)));
    }

    [Theory]
    [InlineData("Importance = {|LORA211:RankImportance.Taylor|}", "Importance")]
    [InlineData("Allocation = {|LORA211:AllocationStrategy.Threshold|}", "Allocation")]
    [InlineData("Rounding = {|LORA211:RankRounding.Ceiling|}", "Rounding")]
    [InlineData("BudgetUnit = {|LORA211:BudgetUnit.Ranks|}", "BudgetUnit")]
    public async Task LORA211_an_option_of_a_budget_where_there_is_none(string option, string name) => Assert.Equal(
        [$"'{name}' has no effect, because {NoBudget}"],
        await AnalyzerHarness.Verify(Net("Lora(\"adaptive\", 8)", $"[Lora(\"adaptive\", {option})] private readonly Linear layer = Linear(64, 64);")));

    [Theory]
    [InlineData("Lora(\"adaptive\", 8, Importance = RankImportance.Taylor, Allocation = AllocationStrategy.Threshold, Rounding = RankRounding.Floor, Schedule = RankSchedule.Loss)", "private readonly Linear layer = Linear(64, 64);")]
    [InlineData("Lora(\"adaptive\", 8, Importance = RankImportance.ExplainedVariance, Allocation = AllocationStrategy.Components)", "private readonly Linear layer = Linear(64, 64);")]
    [InlineData("Lora(\"adaptive\", 8, Importance = RankImportance.ExplainedVariance, Allocation = AllocationStrategy.Threshold, Rounding = RankRounding.Floor)", "private readonly Linear layer = Linear(64, 64);")]
    [InlineData("Lora(\"adaptive\", 1024, BudgetUnit = BudgetUnit.Parameters)", "private readonly Linear layer = Linear(64, 64);")]
    [InlineData("Lora(4, Schedule = RankSchedule.Loss, MinRank = 2)", "[Lora(\"adaptive\", 8)] private readonly Linear layer = Linear(64, 64);")]
    [InlineData("Lora(4)", "[Lora(\"adaptive\", 8, Importance = RankImportance.Ablation)] private readonly Linear layer = Linear(64, 64);")]
    public Task An_option_that_something_is_shared_out_by_is_right(string attribute, string fields) =>
        AnalyzerHarness.VerifyNone(Net(attribute, fields));

    [Fact]
    public async Task LORA215_components_that_the_gradient_norm_does_not_score() => Assert.Equal(
        ["AllocationStrategy.Components ranks single components, and the gradient norm scores none: write Importance = RankImportance.ExplainedVariance as well; a measure of components that is passed to AllocateRanks is ranked so without this option"],
        await AnalyzerHarness.Verify(Models.WithClassAttribute("[Lora(\"adaptive\", 8, Allocation = {|LORA215:AllocationStrategy.Components|})]")));

    [Fact]
    public async Task LORA215_components_that_a_measure_does_not_score() => Assert.Equal(
        ["AllocationStrategy.Components ranks single components, and Taylor scores none: write RankImportance.ExplainedVariance"],
        await AnalyzerHarness.Verify(Models.WithFieldAttribute("[Lora(\"adaptive\", 8, Allocation = AllocationStrategy.Components, Importance = {|LORA215:RankImportance.Taylor|})]")));

    [Theory]
    [InlineData("Lora(\"adaptive\", 8, Importance = {|LORA218:RankImportance.ExplainedVariance|})", "private readonly Linear layer = Linear(64, 64); private readonly Embedding tokens = Embedding(64, 64);")]
    [InlineData("Lora(\"adaptive\", 4, Importance = {|LORA218:RankImportance.ExplainedVariance|})", "[Lora(\"adaptive\", MaxRank = 4)] private readonly Embedding tokens = Embedding(64, 64);")]
    [InlineData("Lora(4)", "[Lora(\"adaptive\", 8, Importance = {|LORA218:RankImportance.ExplainedVariance|})] private readonly Embedding tokens = Embedding(64, 64);")]
    public async Task LORA218_an_embedding_that_explained_variance_does_not_score(string attribute, string fields) => Assert.Equal(
        ["ExplainedVariance does not score 'tokens', an Embedding: name another measure, or leave 'tokens' out by [NoLora]"],
        await AnalyzerHarness.Verify(Net(attribute, fields)));

    [Theory]
    [InlineData("[NoLora] private readonly Embedding tokens = Embedding(64, 64);")]
    [InlineData("[Lora(4)] private readonly Embedding tokens = Embedding(64, 64);")]
    [InlineData("[Lora(\"adaptive\", 4)] private readonly Embedding tokens = Embedding(64, 64);")]
    public Task An_embedding_that_does_not_draw_on_the_budget_is_right(string embedding) => AnalyzerHarness.VerifyNone(
        Net("Lora(\"adaptive\", 8, Importance = RankImportance.ExplainedVariance)", "private readonly Linear layer = Linear(64, 64); " + embedding));

    [Theory]
    [InlineData("[Lora(\"adaptive\", 8, Importance = {|LORA214:(RankImportance)99|})]", "Importance is (RankImportance)99, which is no member of RankImportance: name one, or leave the option out")]
    [InlineData("[Lora(\"adaptive\", 8, Allocation = {|LORA214:(AllocationStrategy)(-1)|})]", "Allocation is (AllocationStrategy)-1, which is no member of AllocationStrategy: name one, or leave the option out")]
    [InlineData("[Lora(\"adaptive\", 8, Rounding = {|LORA214:(RankRounding)9|})]", "Rounding is (RankRounding)9, which is no member of RankRounding: name one, or leave the option out")]
    [InlineData("[Lora(\"adaptive\", 8, BudgetUnit = {|LORA214:(BudgetUnit)2|})]", "BudgetUnit is (BudgetUnit)2, which is no member of BudgetUnit: name one, or leave the option out")]
    [InlineData("[Lora(\"adaptive\", 8, Accessibility = {|LORA214:(PlaceAccessibility)9|})]", "Accessibility is (PlaceAccessibility)9, which is no member of PlaceAccessibility: name one, or leave the option out")]
    [InlineData("[Lora(\"adaptive\", 8, Schedule = {|LORA214:(RankSchedule)7|})]", "Schedule is (RankSchedule)7, which is no member of RankSchedule: name one, or leave the option out")]
    [InlineData("[DyLora(2, 8, Mode = {|LORA214:(DyLoraMode)2|})]", "Mode is (DyLoraMode)2, which is no member of DyLoraMode: name one, or leave the option out")]
    [InlineData("[DyLora(2, 8, Sampling = {|LORA214:(DyLoraSampling)5|})]", "Sampling is (DyLoraSampling)5, which is no member of DyLoraSampling: name one, or leave the option out")]
    public async Task LORA214_a_number_that_is_no_member(string attribute, string message)
    {
        Assert.Equal([message], await AnalyzerHarness.Verify(Models.WithClassAttribute(attribute)));
        Assert.Equal([message], await AnalyzerHarness.Verify(Models.WithFieldAttribute(attribute)));
    }

    [Theory]
    [InlineData("[Lora(\"adaptive\", 8, Importance = (RankImportance)6)]")]
    [InlineData("[Lora(\"adaptive\", 8, Importance = (RankImportance)99)]")]
    public void A_cast_number_is_the_member_that_it_stands_for_or_the_default(string attribute)
    {
        var generated = GeneratorHarness.Run(Models.WithClassAttribute(attribute))["Head.Lora.g.cs"];
        Assert.Equal(
            attribute.Contains("99", StringComparison.Ordinal),
            !generated.Contains("new(8) { Importance = global::LoraDsl.RankImportance.Taylor }", StringComparison.Ordinal));
        Assert.DoesNotContain("= global::LoraDsl.(", generated, StringComparison.Ordinal);
    }

    private static string Net(string attribute, string fields) =>
        $$"""
        [{{attribute}}]
        public sealed partial class Net : Module
        {
            {{fields}}
            public Net() : base("Net") { RegisterComponents(); AttachLora(); }
        }
        """;
}
