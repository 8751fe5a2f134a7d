using LoraDsl.Generators.Tests.Harness;

namespace LoraDsl.Generators.Tests.Diagnostics;

public class TargetTests
{
    [Fact]
    public async Task LORA301_a_class_without_a_layer()
    {
        var messages = await AnalyzerHarness.Verify(
            """
            [{|LORA301:Lora(8)|}]
            public sealed partial class Net : Module
            {
                private readonly LayerNorm norm = LayerNorm(8);
                public Net() : base("Net") { RegisterComponents(); AttachLora(); }
                public Tensor Run(Tensor x) => norm.forward(x);
            }
            """);
        Assert.Equal(
            ["'Net' has nothing to adapt: give it a Linear, Embedding or Conv2d field without [NoLora] or an adapted child, or remove the attribute"], messages);
    }

    [Fact]
    public Task LORA301_a_class_whose_layers_are_all_left_out() => AnalyzerHarness.Verify(
        """
        [{|LORA301:DyLora(1, 8)|}]
        public sealed partial class Net : Module
        {
            [NoLora] private readonly Linear head = Linear(64, 64);
            public Net() : base("Net") { RegisterComponents(); AttachLora(); }
            public Tensor Run(Tensor x) => head.forward(x);
        }
        """);

    [Fact]
    public void LORA301_still_generates_what_the_constructor_calls() => GeneratorHarness.Run(
        """
        [Lora(8)]
        public sealed partial class Net : Module
        {
            public Net() : base("Net") { RegisterComponents(); AttachLora(); }
        }
        """);

    [Fact]
    public Task A_class_with_an_adapted_child_alone_is_right() => AnalyzerHarness.VerifyNone(
        Models.WithClassAttribute("[Lora(8)]"),
        """
        [Lora(8)]
        public sealed partial class Net : Module
        {
            private readonly Head head = new();
            public Net() : base("Net") { RegisterComponents(); AttachLora(); }
        }
        """);
}
