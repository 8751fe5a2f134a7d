using LoraDsl.Generators.Tests.Harness;

namespace LoraDsl.Generators.Tests.Diagnostics;

public class EffectTests
{
    [Theory]
    [InlineData("[Lora(8, MinRank = {|LORA211:2|})]", "'MinRank' has no effect, because it bounds an adaptive rank, and this one is fixed")]
    [InlineData("[Lora(8, MaxRank = {|LORA211:2|})]", "'MaxRank' has no effect, because it bounds an adaptive rank, and this one is fixed")]
    [InlineData("[Lora(8, MinRank = {|LORA211:-1|})]", "'MinRank' has no effect, because it bounds an adaptive rank, and this one is fixed")]
    [InlineData("[Lora(8, RankStabilized = {|LORA211:true|})]", "'RankStabilized' has no effect, because without Alpha the scaling is 1 at every rank; set Alpha as well if it is wanted")]
    [InlineData("[Lora(\"adaptive\", 8, RankStabilized = {|LORA211:true|})]", "'RankStabilized' has no effect, because without Alpha the scaling is 1 at every rank; set Alpha as well if it is wanted")]
    [InlineData("[Lora(8, budget: {|LORA211:4|})]", "'budget' has no effect, because a rank that is a number draws on no budget; write \"adaptive\" as the rank if it is wanted")]
    public async Task LORA211_an_option_without_effect(string attribute, string message)
    {
        Assert.Equal([message], await AnalyzerHarness.Verify(Models.WithClassAttribute(attribute)));
        Assert.Equal([message], await AnalyzerHarness.Verify(Models.WithFieldAttribute(attribute)));
    }

    [Theory]
    [InlineData("[Lora(8)]", "[{|LORA212:NoLora|}] private readonly LayerNorm more = LayerNorm(64);", "[NoLora] on 'more' changes nothing, because there is no adapter for 'LayerNorm' anyway: remove it")]
    [InlineData("", "[{|LORA212:NoLora|}] private readonly Linear more = Linear(64, 64);", "[NoLora] on 'more' changes nothing, because its class is not adapted, only single fields of it are: remove it")]
    [InlineData("[Lora(8, Alpha = 16)]", "[{|LORA212:Lora(8, Alpha = 16.0)|}] private readonly Linear more = Linear(64, 64);", "[Lora] on 'more' changes nothing, because its class says the same: remove it")]
    [InlineData("[Lora(\"adaptive\", 8)]", "[{|LORA212:Lora(\"adaptive\")|}] private readonly Linear more = Linear(64, 64), other = Linear(64, 64);", null)]
    [InlineData("[DyLora(2, 8)]", "[{|LORA212:DyLora(2, 8)|}] private readonly Linear more = Linear(64, 64);", "[DyLora] on 'more' changes nothing, because its class says the same: remove it")]
    public async Task LORA212_an_attribute_that_changes_nothing(string attribute, string field, string? message)
    {
        // The fields of one declaration share their attribute, so that each of them reports it.
        var marked = message is null ? field.Replace("{|LORA212:Lora(\"adaptive\")|}", "{|LORA212:{|LORA212:Lora(\"adaptive\")|}|}", StringComparison.Ordinal) : field;
        var messages = await AnalyzerHarness.Verify(Net(attribute, marked));
        Assert.Equal(message is null ? 2 : 1, messages.Count);
        Assert.Equal(message ?? messages[0], messages[0]);
    }

    [Theory]
    [InlineData("[Lora(8)]", "[NoLora] private readonly Linear more = Linear(64, 64);")]
    [InlineData("[Lora(8)]", "[Lora(8, Alpha = 4)] private readonly Linear more = Linear(64, 64);")]
    [InlineData("[Lora(8)]", "[Lora(8, Accessibility = PlaceAccessibility.Public)] private readonly Linear more = Linear(64, 64);")]
    [InlineData("[Lora(8)]", "[DyLora(1, 8)] private readonly Linear more = Linear(64, 64);")]
    [InlineData("[Lora(\"adaptive\", 8)]", "[Lora(\"adaptive\", 8)] private readonly Linear more = Linear(64, 64);")]
    [InlineData("[Lora(8)]", "[field: NoLora] public Linear More { get; } = Linear(64, 64);")]
    public Task An_attribute_that_changes_something_is_right(string attribute, string field) =>
        AnalyzerHarness.VerifyNone(Net(attribute, field));

    [Theory]
    [InlineData("public Linear {|LORA111:Gate|} { get; } = Linear(64, 64);")]
    [InlineData("internal Linear? {|LORA111:Gate|} { get; set; }")]
    public async Task LORA111_a_layer_in_a_property(string property)
    {
        var message = Assert.Single(await AnalyzerHarness.Verify(Net("[Lora(8)]", property)));
        Assert.Equal(
            "'Gate' is not adapted, because it is a property: make it a field, or write [field: NoLora] if that is meant", message);
    }

    [Theory]
    [InlineData("[Lora(8)]", "public Linear Gate => layer;")]
    [InlineData("[Lora(8)]", "public LayerNorm Norm { get; } = LayerNorm(64);")]
    [InlineData("", "public Linear Gate { get; } = Linear(64, 64);")]
    public Task A_property_that_holds_no_layer_to_adapt_is_right(string attribute, string property) =>
        AnalyzerHarness.VerifyNone(Net(attribute, property));

    private static string Net(string attribute, string member) =>
        $$"""
        {{attribute}}
        public sealed partial class Net : Module
        {
            {{(attribute.Length == 0 ? "[Lora(8)]" : "")}} private readonly Linear layer = Linear(64, 64);
            {{member}}
            public Net() : base("Net") { RegisterComponents(); AttachLora(); }
        }
        """;
}
