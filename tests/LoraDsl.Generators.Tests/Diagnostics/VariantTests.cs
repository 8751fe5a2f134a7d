using LoraDsl.Generators.Tests.Harness;

namespace LoraDsl.Generators.Tests.Diagnostics;

public class VariantTests
{
    [Theory]
    [InlineData("[LoHa({|LORA201:0|})]", "A rank of 0 adapts nothing: write 1 or more")]
    [InlineData("[LoKr(8, Alpha = {|LORA206:-1|})]", "Alpha is -1: write a number from 0.000001 to 1000000, or leave it out")]
    [InlineData("[Vera(8, DInitial = {|LORA241:0|})]", "DInitial is 0: give a finite number other than 0, at which no gradient would reach the rest")]
    [InlineData("[LoHa(8, RankDropout = {|LORA241:1|})]", "RankDropout is 1: give a probability, at least 0 and less than 1")]
    [InlineData("[LoKr(8, ModuleDropout = {|LORA241:-0.5|})]", "ModuleDropout is -0.5: give a probability, at least 0 and less than 1")]
    [InlineData("[LoKr(8, DecomposeFactor = {|LORA241:0|})]", "DecomposeFactor is 0: give 1 or more, or -1 for sizes near the root")]
    [InlineData(
        "[LoKr(8, RankDropoutScale = {|LORA211:true|})]",
        "'RankDropoutScale' has no effect, because it rescales what RankDropout leaves, and no row is dropped; set RankDropout as well if it is wanted")]
    [InlineData(
        "[LoHa(8, UseEffectiveConv2d = {|LORA211:true|})]",
        "'UseEffectiveConv2d' has no effect, because it factorizes the kernels of convolutions, and none is adapted here")]
    public async Task A_wrong_option_is_reported_on_its_argument(string attribute, string message)
    {
        Assert.Equal([message], await AnalyzerHarness.Verify(Models.WithClassAttribute(attribute)));
        Assert.Equal([message], await AnalyzerHarness.Verify(Models.WithFieldAttribute(attribute)));
    }

    [Theory]
    [InlineData("[LoHa(0)]")]
    [InlineData("[Vera(8, DInitial = 0)]")]
    [InlineData("[LoKr(8, DecomposeFactor = 0, ModuleDropout = 2)]")]
    public void A_wrong_option_still_generates_code_that_compiles(string attribute) => GeneratorHarness.Run(Models.WithClassAttribute(attribute));

    [Theory]
    [InlineData("[Vera(8)]")]
    [InlineData("[LoHa(8, Alpha = 16, RankDropout = 0.1)]")]
    [InlineData("[LoKr(8, RankDropout = 0.1, RankDropoutScale = true)]")]
    [InlineData("[Ia3]")]
    [InlineData("[Ia3(FeedForward = true)]")]
    public async Task What_is_right_is_not_reported(string attribute)
    {
        await AnalyzerHarness.VerifyNone(Models.WithClassAttribute(attribute));
        await AnalyzerHarness.VerifyNone(Models.WithFieldAttribute(attribute));
    }

    [Theory]
    [InlineData("Vera(8)", "Conv2d image = Conv2d(3, 64, 3)", "[Vera] cannot adapt 'image' of type Conv2d, only Linear: write [Lora] instead, or nothing")]
    [InlineData("LoHa(8)", "Embedding image = Embedding(9, 64)", "[LoHa] cannot adapt 'image' of type Embedding, only Linear and Conv2d: write [Lora] instead, or nothing")]
    [InlineData("Ia3", "Embedding image = Embedding(9, 64)", "[Ia3] cannot adapt 'image' of type Embedding, only Linear and Conv2d: write [Lora] instead, or nothing")]
    public async Task A_layer_of_another_kind_is_reported_on_the_attribute(string attribute, string field, string message) => Assert.Equal(
        [message], await AnalyzerHarness.Verify(Net("", $"[{{|LORA240:{attribute}|}}] private readonly {field};")));

    [Fact]
    public async Task A_class_passes_layers_of_other_kinds_by_and_cannot_name_one()
    {
        await AnalyzerHarness.VerifyNone(Net("[Vera(8)]", "private readonly Conv2d image = Conv2d(3, 64, 3); public Conv2d Image => image;"));
        Assert.Equal(
            ["[Vera] cannot adapt 'image' of type Conv2d, only Linear: remove it from Targets"],
            await AnalyzerHarness.Verify(Net("[Vera(8, Targets = [\"output\", {|LORA240:\"image\"|}])]", "private readonly Conv2d image = Conv2d(3, 64, 3);")));
    }

    [Fact]
    public async Task A_recipe_cannot_name_a_layer_of_another_kind() => Assert.Equal(
        ["[LoKr] cannot adapt 'tokens' of type Embedding, only Linear and Conv2d: remove it from Targets"],
        await AnalyzerHarness.Verify(
            """
            [Adaptable]
            public sealed partial class Net : Module<Tensor, Tensor>
            {
                private readonly Embedding tokens = Embedding(100, 64);
                private readonly Linear output = Linear(64, 32);

                public Net() : base(nameof(Net)) => RegisterComponents();

                public override Tensor forward(Tensor x) => Output.forward(Tokens.forward(x));
            }

            [LoraRecipe(typeof(Net))]
            [LoKr(4, Targets = ["output", {|LORA240:"tokens"|}])]
            public sealed partial class Kronecker;
            """));

    [Theory]
    [InlineData("[Lora(8), {|LORA208:LoHa(8)|}]", "[Lora]", "[LoHa]")]
    [InlineData("[LoHa(8), {|LORA208:LoKr(8)|}]", "[LoHa]", "[LoKr]")]
    [InlineData("[Ia3, {|LORA208:NoLora|}]", "[Ia3]", "[NoLora]")]
    public async Task Two_methods_on_one_place_contradict_each_other(string attributes, string first, string second) => Assert.Equal(
        [$"'up' has both {first} and {second}: remove one of them"],
        await AnalyzerHarness.Verify(Net("[Lora(4)]", $"{attributes} private readonly Linear up = Linear(64, 64);")));

    [Fact]
    public async Task A_field_that_says_the_same_as_its_class_changes_nothing() => Assert.Equal(
        ["[LoKr] on 'up' changes nothing, because its class says the same: remove it"],
        await AnalyzerHarness.Verify(Net("[LoKr(8, Alpha = 4)]", "[{|LORA212:LoKr(8)|}] private readonly Linear up = Linear(64, 64);")));

    [Fact]
    public async Task A_group_has_no_product_to_share() => Assert.Equal(
        ["'up' cannot be in a group: IA³ has no low-rank product that layers could share"],
        await AnalyzerHarness.Verify(Net(
            "[Lora(4)]", "[Ia3, {|LORA602:LoraGroup(\"Both\")|}] private readonly Linear up = Linear(64, 64); [LoraGroup(\"Both\")] private readonly Linear down = Linear(64, 64);")));

    private static string Net(string attribute, string fields) =>
        $$"""
        {{attribute}}
        public sealed partial class Net : Module<Tensor, Tensor>
        {
            {{fields}}
            private readonly Linear output = Linear(64, 32);

            public Net() : base(nameof(Net))
            {
                RegisterComponents();
                AttachLora();
            }

            public override Tensor forward(Tensor x) => x;
        }
        """;
}
