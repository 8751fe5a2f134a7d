using LoraDsl.Generators.Tests.Harness;

namespace LoraDsl.Generators.Tests;

public class DyLoraTests
{
    [Fact]
    public void The_full_mode_needs_no_backward_of_its_own() => GeneratorHarness.Verify([Model("[DyLora(4, 16)]")]);

    [Fact]
    public void The_full_mode_with_dropout() => GeneratorHarness.Verify([Model("[DyLora(4, 16, Dropout = 0.25, Alpha = 8)]")]);

    [Fact]
    public void The_frozen_mode_has_a_function_of_its_own() =>
        GeneratorHarness.Verify([Model("[DyLora(4, 16, Mode = DyLoraMode.Frozen)]")]);

    [Fact]
    public void The_frozen_mode_with_dropout() =>
        GeneratorHarness.Verify([Model("[DyLora(4, 16, Mode = DyLoraMode.Frozen, Dropout = 0.5)]")]);

    [Fact]
    public void Geometric_sampling_is_said_to_the_adapter()
    {
        var generated = GeneratorHarness.Run(Model("[DyLora(4, 16, Sampling = DyLoraSampling.Geometric)]"))["Head.Lora.g.cs"];
        Assert.Contains(
            ": base(\"output\", layer, minRank: 4, maxRank: 16, alpha: 16, sampling: global::LoraDsl.DyLoraSampling.Geometric)",
            generated,
            StringComparison.Ordinal);
        Assert.Contains("[DyLora(4, 16, Sampling = DyLoraSampling.Geometric)]", generated, StringComparison.Ordinal);
        Assert.Contains("each rank drawn half as often as the one below", generated, StringComparison.Ordinal);
    }

    private static string Model(string attribute) =>
        $$"""
        {{attribute}}
        public sealed partial class Head : Module<Tensor, Tensor>
        {
            private readonly Linear output;

            public Head() : base(nameof(Head))
            {
                output = Linear(8, 2);
                RegisterComponents();
                AttachLora();
            }

            public override Tensor forward(Tensor x) => Output.forward(x);
        }
        """;
}
