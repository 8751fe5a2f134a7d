using LoraDsl.Generators.Tests.Harness;

namespace LoraDsl.Generators.Tests;

public class InitializationTests
{
    [Fact]
    public void An_initialization_of_the_class_reaches_its_fields() => GeneratorHarness.Verify([
        """
        [Lora(8, Init = AdapterInitialization.Pissa)]
        public sealed partial class Net : Module<Tensor, Tensor>
        {
            private readonly Linear up = Linear(16, 16);
            [Lora(4, Compensate = false)] private readonly Linear middle = Linear(16, 16);
            [Lora(4, Init = AdapterInitialization.Original)] private readonly Linear down = Linear(16, 16);

            public Net() : base(nameof(Net))
            {
                RegisterComponents();
                AttachLora();
            }

            public override Tensor forward(Tensor x) => Down.forward(Middle.forward(Up.forward(x)));
        }
        """]);

    [Theory]
    [InlineData("[Lora(\"adaptive\", 8, Init = AdapterInitialization.Eva)]", "initialization: global::LoraDsl.AdapterInitialization.Eva)", "initialized by Eva.")]
    [InlineData("[DyLora(2, 8, Init = AdapterInitialization.Gaussian)]", "alpha: 8, initialization: global::LoraDsl.AdapterInitialization.Gaussian)", "initialized by Gaussian.")]
    [InlineData("[Lors(8, Init = AdapterInitialization.Gradient)]", "rank: 8, alpha: 8, initialization: global::LoraDsl.AdapterInitialization.Gradient)", "initialized by Gradient.")]
    public void Every_method_passes_its_initialization(string attribute, string arguments, string words)
    {
        var generated = GeneratorHarness.Run(Models.WithClassAttribute(attribute))["Head.Lora.g.cs"];
        Assert.Contains(arguments, generated, StringComparison.Ordinal);
        Assert.Contains(words, generated, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("[DyLora(2, 8, Init = AdapterInitialization.Pissa)]")]
    [InlineData("[Lors(8, Init = AdapterInitialization.Xavier)]")]
    [InlineData("[Lora(\"adaptive\", 8, Allocation = AllocationStrategy.AdaLora, Init = AdapterInitialization.Pissa)]")]
    [InlineData("[Lora(8, Init = (AdapterInitialization)99)]")]
    public void An_initialization_that_cannot_be_used_is_left_out(string attribute) => Assert.DoesNotContain(
        "initialization:", GeneratorHarness.Run(Models.WithClassAttribute(attribute))["Head.Lora.g.cs"], StringComparison.Ordinal);
}
