using LoraDsl.Generators.Tests.Harness;

namespace LoraDsl.Generators.Tests.Diagnostics;

public class TargetNameTests
{
    [Fact]
    public async Task LORA302_a_name_that_no_layer_has()
    {
        var messages = await AnalyzerHarness.Verify(Net(
            "[Lora(8, Targets = new[] { {|LORA302:\"qurey\"|}, \"key\", {|LORA302:\"norm\"|} }, Exclude = new string[] { {|LORA302:\"zzz*\"|} })]"));
        Assert.Equal(
            [
                "'Net' has no layer \"norm\" to adapt: write one of query, key",
                "'Net' has no layer \"qurey\" to adapt: did you mean \"query\"?",
                "'Net' has no layer \"zzz*\" to adapt: write one of query, key",
            ],
            messages.Order(StringComparer.Ordinal));
    }

    [Fact]
    public Task LORA302_on_an_array_that_is_not_written_out() => AnalyzerHarness.Verify(
        Net("[DyLora(1, 8, Exclude = new[] { nameof(key), {|LORA302:nameof(Net)|} })]"));

    [Fact]
    public async Task LORA303_a_layer_that_is_named_and_left_out()
    {
        var messages = await AnalyzerHarness.Verify(Net(
            "[Lora(8, Targets = new[] { {|LORA303:\"query\"|}, {|LORA303:nameof(key)|} }, Exclude = new[] { \"Query\" })]", "[NoLora]"));
        Assert.Equal(
            [
                "Targets names 'key', but it has [NoLora]: remove one of them",
                "Targets names 'query', but Exclude names it too: remove it from one of them",
            ],
            messages.Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("[Lora(4)]")]
    [InlineData("[DyLora(1, 4)]")]
    public Task A_layer_that_the_class_excludes_may_have_an_attribute_of_its_own(string attribute) =>
        AnalyzerHarness.VerifyNone(Net("[Lora(8, Exclude = new[] { \"key\" })]", attribute));

    [Fact]
    public Task Patterns_contradict_nothing() => AnalyzerHarness.VerifyNone(
        Net("[Lora(8, Targets = new[] { \"*\" }, Exclude = new[] { \"key\" })]", "[NoLora]"));

    [Fact]
    public async Task LORA304_names_on_a_field()
    {
        var messages = await AnalyzerHarness.Verify(Net(
            "", "[Lora(8, Targets = {|LORA304:new[] { \"key\" }|}, Exclude = {|LORA304:new string[0]|})]"));
        Assert.Equal(
            [
                "Exclude has no effect here, because the attribute adapts 'key' alone: write it on the class, or remove it",
                "Targets has no effect here, because the attribute adapts 'key' alone: write it on the class, or remove it",
            ],
            messages.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task LORA305_dropout_on_an_embedding()
    {
        var messages = await AnalyzerHarness.Verify(Tokens("[Lora(4, Dropout = {|LORA305:0.1|})]"));
        Assert.Equal(["Dropout has no effect on 'tokens', an Embedding, whose input are indices: remove it"], messages);
    }

    [Fact]
    public Task An_embedding_may_stand_under_a_class_with_dropout() => AnalyzerHarness.VerifyNone(Tokens("[Lora(4)]"));

    [Fact]
    public async Task LORA205_bounds_that_contradict_those_of_the_class()
    {
        var messages = await AnalyzerHarness.Verify(
            Net("[Lora(\"adaptive\", 9, MinRank = 4)]", "[Lora(\"adaptive\", MaxRank = {|LORA205:2|})]"));
        Assert.Equal(
            ["No rank is within these bounds: MaxRank 2 is below MinRank 4 of the class: write MinRank here too"], messages);
    }

    private static string Net(string attribute, string onKey = "") =>
        $$"""
        {{attribute}}
        public sealed partial class Net : Module
        {
            private readonly Linear query = Linear(64, 64);
            {{onKey}} private readonly Linear key = Linear(64, 64);
            private readonly LayerNorm norm = LayerNorm(64);
            public Net() : base("Net") { RegisterComponents(); {{(attribute + onKey is "" or "[NoLora]" ? "" : "AttachLora();")}} }
        }
        """;

    private static string Tokens(string attribute) =>
        $$"""
        [Lora(8, Dropout = 0.1)]
        public sealed partial class Net : Module
        {
            private readonly Linear head = Linear(64, 64);
            {{attribute}} private readonly Embedding tokens = Embedding(64, 64);
            public Net() : base("Net") { RegisterComponents(); AttachLora(); }
        }
        """;
}
