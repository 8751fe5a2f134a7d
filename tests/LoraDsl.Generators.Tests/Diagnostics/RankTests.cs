using LoraDsl.Generators.Tests.Harness;

namespace LoraDsl.Generators.Tests.Diagnostics;

public class RankTests
{
    public static TheoryData<string, string> Wrong => new()
    {
        { "[Lora({|LORA201:0|})]", "A rank of 0 adapts nothing: write 1 or more" },
        { "[Lora(rank: {|LORA201:-4|}, Alpha = 8)]", "A rank of -4 adapts nothing: write 1 or more" },
        {
            "[Lora(\"adaptive\", {|LORA203:0|})]",
            "A budget of 0 leaves no rank to share out: write 1 or more, or leave it out to draw on the budget of the class that holds this one"
        },
        {
            "[Lora(budget: {|LORA203:-1|}, rank: \"adaptive\")]",
            "A budget of -1 leaves no rank to share out: write 1 or more, or leave it out to draw on the budget of the class that holds this one"
        },
        { "[Lora({|LORA204:\"adaptve\"|}, budget: 8)]", "The rank \"adaptve\" is unknown: did you mean \"adaptive\"?" },
        { "[Lora({|LORA204:\"adaptve\"|})]", "The rank \"adaptve\" is unknown: did you mean \"adaptive\"?" },
        { "[Lora({|LORA204:\"ADAPTIVE\"|})]", "The rank \"ADAPTIVE\" is unknown: did you mean \"adaptive\"?" },
        { "[Lora({|LORA204:\"8\"|}, budget: 4)]", "The rank \"8\" is unknown: did you mean [Lora(8)]?" },
        { "[Lora({|LORA204:\"dynamic\"|})]", "The rank \"dynamic\" is unknown: write \"adaptive\", or a number without quotes" },
        { "[Lora({|LORA204:\"0\"|})]", "The rank \"0\" is unknown: write \"adaptive\", or a number without quotes" },
        {
            "[Lora(\"adaptive\", 8, MinRank = 4, MaxRank = {|LORA205:2|})]",
            "No rank is within these bounds: MaxRank 2 is below MinRank 4: swap them"
        },
        {
            "[Lora(\"adaptive\", 8, MinRank = {|LORA205:-1|})]",
            "No rank is within these bounds: MinRank is -1: write 0 or more, 0 lets an adapter vanish"
        },
        {
            "[Lora(\"adaptive\", 8, MaxRank = {|LORA205:0|})]",
            "No rank is within these bounds: MaxRank is 0: write 1 or more, or leave it out"
        },
        { "[Lora(8, Alpha = {|LORA206:0|})]", "Alpha is 0: write a number from 0.000001 to 1000000, or leave it out" },
        { "[DyLora(1, 8, Alpha = {|LORA206:-2.5|})]", "Alpha is -2.5: write a number from 0.000001 to 1000000, or leave it out" },
        { "[Lora(8, Alpha = {|LORA206:1e30|})]", "Alpha is 1E+30: write a number from 0.000001 to 1000000, or leave it out" },
        { "[Lora(\"adaptive\", 8, Alpha = {|LORA206:1000001|})]", "Alpha is 1000001: write a number from 0.000001 to 1000000, or leave it out" },
        { "[Lors(8, Alpha = {|LORA206:double.Epsilon|})]", "Alpha is 5E-324: write a number from 0.000001 to 1000000, or leave it out" },
        { "[DyLora(1, 8, Alpha = {|LORA206:9e-7|})]", "Alpha is 9E-07: write a number from 0.000001 to 1000000, or leave it out" },
        { "[Lora(8, Alpha = {|LORA206:double.PositiveInfinity|})]", "Alpha is Infinity: write a number from 0.000001 to 1000000, or leave it out" },
        { "[Lora(8, Alpha = {|LORA206:double.NaN|})]", "Alpha is NaN: write a number from 0.000001 to 1000000, or leave it out" },
        { "[Lora(8, Dropout = {|LORA207:1|})]", "Dropout is 1: write a probability, at least 0 and less than 1" },
        { "[DyLora(1, 8, Dropout = {|LORA207:-0.1|})]", "Dropout is -0.1: write a probability, at least 0 and less than 1" },
        { "[Lora(8), {|LORA208:DyLora(1, 8)|}]", "both [Lora] and [DyLora]: remove one of them" },
    };

    public static TheoryData<string> Right => new()
    {
        "[Lora(1)]",
        "[Lora(rank: 8, Alpha = 0.5, Dropout = 0)]",
        "[Lora(\"adaptive\", 1)]",
        "[Lora(budget: 4, rank: \"adaptive\", MinRank = 4, MaxRank = 4)]",
        "[Lora(\"adaptive\", 1, MinRank = 0, MaxRank = 1)]",
        "[Lora(8, Alpha = 1e-3, Dropout = 0.99)]",
        "[DyLora(1, 8, Alpha = 32, Dropout = 0.5)]",
    };

    [Theory]
    [MemberData(nameof(Wrong))]
    public async Task A_wrong_attribute_of_a_class_is_reported_on_its_argument(string attribute, string message)
    {
        var messages = await AnalyzerHarness.Verify(Models.WithClassAttribute(attribute));
        Assert.EndsWith(message, Assert.Single(messages), StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Wrong))]
    public async Task A_wrong_attribute_of_a_field_is_reported_on_its_argument(string attribute, string message)
    {
        var messages = await AnalyzerHarness.Verify(Models.WithFieldAttribute(attribute));
        Assert.EndsWith(message, Assert.Single(messages), StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Wrong))]
    public void A_wrong_attribute_still_generates_code_that_compiles(string attribute, string message)
    {
        Assert.NotEmpty(message);
        GeneratorHarness.Run(MarkedSource.Parse(Models.WithClassAttribute(attribute)).Text);
        GeneratorHarness.Run(MarkedSource.Parse(Models.WithFieldAttribute(attribute)).Text);
    }

    [Theory]
    [MemberData(nameof(Right))]
    public async Task A_right_attribute_is_not_reported(string attribute)
    {
        await AnalyzerHarness.VerifyNone(Models.WithClassAttribute(attribute));
        await AnalyzerHarness.VerifyNone(Models.WithFieldAttribute(attribute));
    }

    [Theory]
    [InlineData("[Lora(8), {|LORA208:NoLora|}]")]
    [InlineData("[{|LORA208:NoLora|}] [DyLora(1, 8)]")]
    public Task A_field_that_is_and_is_not_adapted_is_reported(string attributes) =>
        AnalyzerHarness.Verify(Models.WithFieldAttribute(attributes));

    [Fact]
    public Task Every_field_of_one_declaration_has_the_mistake() => AnalyzerHarness.Verify(
        """
        public sealed partial class Net : Module
        {
            [Lora({|LORA201:{|LORA201:0|}|})] private readonly Linear first = Linear(64, 64), second = Linear(64, 64);
            public Net() : base("Net") { RegisterComponents(); AttachLora(); }
        }
        """);
}
