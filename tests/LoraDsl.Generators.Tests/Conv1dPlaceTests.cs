namespace LoraDsl.Generators.Tests;

/// <summary>Convolutions of one dimension, which recipes adapt: the adapted pass against the layer with the product in its weight, in float64.</summary>
[Collection(Probe.Collection)]
public sealed class Conv1dPlaceTests
{
    [Theory]
    [InlineData("Lora(2, Alpha = 3)")]
    [InlineData("DyLora(1, 2)")]
    [InlineData("DyLora(1, 2, Mode = DyLoraMode.Frozen)")]
    [InlineData("Lora(\"adaptive\", 2, Allocation = AllocationStrategy.AdaLora, InitialRank = 2)")]
    public void An_adapted_pass_is_that_of_the_merged_weight(string method)
    {
        var differences = Probe.Run<double[]>(
            $$"""
            using System.Linq;
            using LoraDsl.Adapters;

            [Adaptable]
            public sealed partial class Net : Module<Tensor, Tensor>
            {
                private readonly Conv1d signal;
                public Net(Conv1d signal) : base("Net") { this.signal = signal; RegisterComponents(); }
                public override Tensor forward(Tensor x) => Signal.forward(x);
            }

            [LoraRecipe(typeof(Net))]
            [{{method}}]
            public static partial class Small;

            public static class Probe
            {
                public static double[] Run()
                {
                    manual_seed(5);
                    return new[]
                    {
                        Difference(Conv1d(3, 4, 5, dtype: ScalarType.Float64), false),
                        Difference(Conv1d(3, 4, 3, stride: 2, padding: 2, dilation: 2, dtype: ScalarType.Float64), true),
                        Difference(Conv1d(3, 4, 4, padding: Padding.Same, dtype: ScalarType.Float64), false),
                        Difference(Conv1d(3, 4, 3, padding: 1, padding_mode: PaddingModes.Circular, dtype: ScalarType.Float64), false),
                        Difference(Conv1d(3, 4, 4, padding: Padding.Same, padding_mode: PaddingModes.Reflect, dtype: ScalarType.Float64), true),
                    };
                }

                private static double Difference(Conv1d layer, bool isBatchless)
                {
                    using var scope = NewDisposeScope();
                    using var untracked = no_grad();
                    using var model = new Net(layer);
                    var lora = Small.Attach(model);
                    foreach (var factor in model.parameters().Where(parameter => parameter.numel() != layer.weight.numel() && parameter.numel() != 4))
                    {
                        factor.copy_(randn_like(factor));
                    }

                    model.eval();
                    var x = randn(isBatchless ? new long[] { 3, 16 } : new long[] { 2, 3, 16 }, dtype: ScalarType.Float64);
                    var plain = layer.forward(x);
                    var adapted = model.forward(x);
                    lora.Merge();
                    var merged = model.forward(x);
                    return (adapted - plain).abs().max().item<double>() < 1e-3 ? 1 : (adapted - merged).abs().max().item<double>();
                }
            }
            """);
        Assert.All(differences, difference => Assert.InRange(difference, 0, 1e-12));
    }
}
