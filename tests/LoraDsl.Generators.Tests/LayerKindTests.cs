using LoraDsl.Generators.Tests.Harness;

namespace LoraDsl.Generators.Tests;

public class LayerKindTests
{
    [Fact]
    public void A_class_attribute_adapts_every_kind_of_layer() => GeneratorHarness.Verify([
        """
        namespace Digits.Models;

        [Lora(8, Alpha = 16, Dropout = 0.1)]
        public sealed partial class Net : Module
        {
            private readonly Conv2d patches = Conv2d(3, 16, 4);
            private readonly Embedding positions = Embedding(64, 16);
            private readonly Linear head = Linear(16, 10);
            private readonly LayerNorm norm = LayerNorm(16);
            public Net() : base("Net") { RegisterComponents(); AttachLora(); }
            public Tensor Run(Tensor x, Tensor ids) => Head.forward(Patches.forward(x).add(Positions.forward(ids)));
        }
        """]);

    [Theory]
    [InlineData("Lora(8)", "Lora")]
    [InlineData("Lora(\"adaptive\", 4, Alpha = 8)", "Lora_RuntimeScale")]
    [InlineData("DyLora(2, 4)", "DyLora")]
    [InlineData("DyLora(2, 4, Mode = DyLoraMode.Frozen)", "DyLoraFrozen")]
    public void Each_kind_has_its_own_forward_pass(string attribute, string name)
    {
        var generated = GeneratorHarness.Run(
            $$"""
            public sealed partial class Net : Module
            {
                [{{attribute}}] private readonly Conv2d patches = Conv2d(3, 16, 4);
                [{{attribute}}] private readonly Embedding positions = Embedding(64, 16);
                public Net() : base("Net") { RegisterComponents(); AttachLora(); }
            }
            """);
        Assert.Equal(
            [$"LoraDsl.Generated.Conv2d{name}.g.cs", $"LoraDsl.Generated.Embedding{name}.g.cs", "Net.Lora.g.cs"], generated.Keys);
    }

    [Fact]
    public void The_frozen_mode_of_an_embedding() => GeneratorHarness.Verify([
        """
        public sealed partial class Net : Module
        {
            [DyLora(2, 4, Mode = DyLoraMode.Frozen)] private readonly Embedding tokens = Embedding(64, 16);
            public Net() : base("Net") { RegisterComponents(); AttachLora(); }
        }
        """]);

    [Fact]
    public void The_frozen_mode_of_a_convolution_with_dropout() => GeneratorHarness.Verify([
        """
        public sealed partial class Net : Module
        {
            [DyLora(2, 4, Mode = DyLoraMode.Frozen, Dropout = 0.5)] private readonly Conv2d patches = Conv2d(3, 16, 4);
            public Net() : base("Net") { RegisterComponents(); AttachLora(); }
        }
        """]);
}
