using LoraDsl.Generators.Tests.Harness;

namespace LoraDsl.Generators.Tests.Diagnostics;

public class LoraVariantTests
{
    private const string Embedding = "leave {0} out";

    [Theory]
    [InlineData("[Lora(8, LearningRateRatio = {|LORA223:0|})]", "0")]
    [InlineData("[Lora(\"adaptive\", 8, LearningRateRatio = {|LORA223:-16|})]", "-16")]
    [InlineData("[DyLora(2, 8, LearningRateRatio = {|LORA223:double.NaN|})]", "NaN")]
    public async Task LORA223_a_ratio_that_is_none(string attribute, string value)
    {
        string[] expected = [$"LearningRateRatio is {value}: write a number from 0.000001 to 1000000, such as 16, or leave it out"];
        Assert.Equal(expected, await AnalyzerHarness.Verify(Models.WithClassAttribute(attribute)));
        Assert.Equal(expected, await AnalyzerHarness.Verify(Models.WithFieldAttribute(attribute)));
    }

    [Theory]
    [InlineData("", "[Lora(4, LearningRateRatio = {|LORA224:16|})]", "LearningRateRatio", "its rate is given to the optimizer, embeddingLearningRate")]
    [InlineData("", "[DyLora(2, 4, FreezeA = {|LORA224:true|})]", "FreezeA", "its A starts at zero, so that a frozen one would leave the adapter without effect")]
    [InlineData("[Lora(4, FreezeA = {|LORA224:true|})]", "", "FreezeA", "its A starts at zero, so that a frozen one would leave the adapter without effect")]
    public async Task LORA224_an_option_that_an_embedding_cannot_have(string ofClass, string ofField, string option, string reason) => Assert.Equal(
        [$"{option} cannot be used with 'tokens', an Embedding: {reason}; " + Embedding.Replace("{0}", option, StringComparison.Ordinal)],
        await AnalyzerHarness.Verify(Net(ofClass, ofField, "")));

    [Fact]
    public Task An_option_of_the_class_passes_embeddings_by() => AnalyzerHarness.VerifyNone(
        Net("[Lora(4, Dora = true, FreezeA = true)]", "", "private readonly Linear layer = Linear(64, 64);"));

    [Theory]
    [InlineData("Dora = {|LORA216:true|}", "Dora", "its Λ scales the components, where DoRA scales the outputs")]
    [InlineData("FreezeA = {|LORA216:true|}", "FreezeA", "Q has to become orthogonal")]
    [InlineData("LearningRateRatio = {|LORA216:16|}", "LearningRateRatio", "P, Λ and Q take one learning rate")]
    public async Task LORA216_a_variant_that_contradicts_AdaLoRA(string written, string option, string reason) => Assert.Equal(
        [$"{option} cannot be used with AdaLoRA: {reason}; leave {option} out"],
        await AnalyzerHarness.Verify(Models.WithClassAttribute($"[Lora(\"adaptive\", 8, Allocation = AllocationStrategy.AdaLora, {written})]")));

    [Fact]
    public async Task LORA211_a_ratio_beside_a_frozen_A() => Assert.Equal(
        ["'LearningRateRatio' has no effect, because FreezeA leaves A out of the training, so that B's rate is the only one"],
        await AnalyzerHarness.Verify(Models.WithClassAttribute("[Lora(8, FreezeA = true, LearningRateRatio = {|LORA211:16|})]")));

    [Fact]
    public async Task LORA602_a_group_of_a_layer_that_DoRA_rescales() => Assert.Equal(
        ["'query' cannot be in a group: DoRA rescales the outputs of a layer, which a group forms together with others: write Dora = false on it, or leave it out of the group"],
        await AnalyzerHarness.Verify(
            """
            [Lora(8)]
            public sealed partial class Net : Module<Tensor, Tensor>
            {
                [Lora(4, Dora = true), {|LORA602:LoraGroup("Both")|}] private readonly Linear query = Linear(64, 64);
                [LoraGroup("Both")] private readonly Linear key = Linear(64, 64);
                [LoraGroup("Both")] private readonly Linear value = Linear(64, 64);

                public Net() : base(nameof(Net))
                {
                    RegisterComponents();
                    AttachLora();
                }

                public override Tensor forward(Tensor x) => Query.forward(x) + Both.forward(x).Key;
            }
            """));

    [Theory]
    [InlineData("[Lora(8, Dora = true, LearningRateRatio = 16)]")]
    [InlineData("[Lora(\"adaptive\", 8, Dora = true, FreezeA = true)]")]
    [InlineData("[DyLora(2, 8, Dora = true, LearningRateRatio = 2)]")]
    [InlineData("[Lora(8, Dora = true, Init = AdapterInitialization.Pissa)]")]
    public async Task Variants_that_can_be_combined_are_right(string attribute)
    {
        await AnalyzerHarness.VerifyNone(Models.WithClassAttribute(attribute));
        await AnalyzerHarness.VerifyNone(Models.WithFieldAttribute(attribute));
    }

    private static string Net(string ofClass, string ofField, string others) =>
        $$"""
        {{ofClass}}
        public sealed partial class Net : Module<Tensor, Tensor>
        {
            {{ofField}} private readonly Embedding tokens = Embedding(64, 64);
            {{others}}

            public Net() : base(nameof(Net))
            {
                RegisterComponents();
                AttachLora();
            }

            public override Tensor forward(Tensor x) => {{(others.Length == 0 ? "" : "Layer.forward(")}}Tokens.forward(x){{(others.Length == 0 ? "" : ")")}};
        }
        """;
}
