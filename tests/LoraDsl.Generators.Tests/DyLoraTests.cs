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
