using LoraDsl.Generators.Tests.Harness;

namespace LoraDsl.Generators.Tests;

/// <summary>DoRA, LoRA+ and LoRA-FA.</summary>
public class LoraVariantTests
{
    [Fact]
    public void DoRA_has_code_of_its_own_on_every_kind_of_layer() => GeneratorHarness.Verify([
        """
        [Lora(8, Alpha = 16, Dora = true, LearningRateRatio = 16)]
        public sealed partial class Net : Module<Tensor, Tensor>
        {
            private readonly Embedding tokens = Embedding(100, 16);
            private readonly Conv2d mix = Conv2d(1, 4, 3, padding: 1);
            [Lora(8, Dropout = 0.1)] private readonly Linear up = Linear(16, 32);
            [Lora(8, Dora = false, FreezeA = true)] private readonly Linear middle = Linear(32, 32);
            [DyLora(2, 8, Dora = true, Mode = DyLoraMode.Frozen)] private readonly Linear down = Linear(32, 16);

            public Net() : base(nameof(Net))
            {
                RegisterComponents();
                AttachLora();
            }

            public override Tensor forward(Tensor x) => Mix.forward(Down.forward(Middle.forward(Up.forward(Tokens.forward(x)))).unsqueeze(1));
        }
        """]);

    [Theory]
    [InlineData("[Lora(8, LearningRateRatio = 0)]", "LearningRateRatio = 0;")]
    [InlineData("[Lora(8, FreezeA = true, LearningRateRatio = 16)]", "LearningRateRatio = 16;")]
    [InlineData("[Lora(\"adaptive\", 8, Allocation = AllocationStrategy.AdaLora, Dora = true)]", "dora: true")]
    public void A_variant_that_cannot_be_is_left_out(string attribute, string text) => Assert.DoesNotContain(
        text, GeneratorHarness.Run(Models.WithClassAttribute(attribute))["Head.Lora.g.cs"], StringComparison.Ordinal);

    [Theory]
    [InlineData("[Lora(8, Dora = true)]", "alpha: 8, dora: true)")]
    [InlineData("[Lora(\"adaptive\", 8, Dora = true)]", ", dora: true)")]
    [InlineData("[DyLora(2, 8, Dora = true)]", "alpha: 8, dora: true)")]
    [InlineData("[Lora(8, FreezeA = true)]", "FreezesA = true;")]
    [InlineData("[DyLora(2, 8, LearningRateRatio = 4)]", "LearningRateRatio = 4;")]
    public void Every_method_passes_its_variant(string attribute, string text) =>
        Assert.Contains(text, GeneratorHarness.Run(Models.WithClassAttribute(attribute))["Head.Lora.g.cs"], StringComparison.Ordinal);
}
