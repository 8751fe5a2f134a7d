using LoraDsl.Generators.Tests.Harness;

namespace LoraDsl.Generators.Tests.Diagnostics;

public class SizeTests
{
    [Theory]
    [InlineData("Lora({|LORA209:10|})", "Linear(64, 10)", "Rank 10 is too much for 'layer' of 64 by 10: the adapter has 740 parameters and the layer 640; write 8 or less")]
    [InlineData("Lora(rank: {|LORA209:64|})", "Linear(outputSize: 32, inputSize: 64)", "Rank 64 is too much for 'layer' of 64 by 32: the adapter has 6144 parameters and the layer 2048; write 21 or less")]
    [InlineData("DyLora(4, {|LORA209:12|})", "Linear(12, Width * 2)", "Rank 12 is too much for 'layer' of 12 by 64: the adapter has 912 parameters and the layer 768; write 10 or less")]
    [InlineData("Lora(\"adaptive\", 16, MinRank = {|LORA209:16|})", "Linear(16L, 64)", "Rank 16 is too much for 'layer' of 16 by 64: the adapter has 1280 parameters and the layer 1024; write 12 or less")]
    [InlineData("Lora({|LORA209:1|})", "Linear(64, 1)", "Rank 1 is too much for 'layer' of 64 by 1: the adapter has 65 parameters and the layer 64; remove the attribute")]
    public async Task LORA209_a_rank_that_is_not_below_the_sizes(string attribute, string layer, string message) =>
        Assert.Equal([message], await AnalyzerHarness.Verify(OfField(attribute, layer)));

    [Theory]
    [InlineData("[Lora({|LORA209:1|})]", "private readonly Linear layer = Linear(64, 1);", "leave 'layer' out by [NoLora]")]
    [InlineData("[Lora(2)]", "[Lora({|LORA209:1|})] private readonly Linear layer = Linear(64, 1);", "write [NoLora] instead of the attribute")]
    public async Task LORA209_says_what_leaves_the_layer_out(string attribute, string field, string advice) => Assert.EndsWith(
        "parameters and the layer 64; " + advice,
        Assert.Single(await AnalyzerHarness.Verify(
            attribute + "public sealed partial class Net : Module { " + field + " public Net() : base(\"Net\") { RegisterComponents(); AttachLora(); } }")),
        StringComparison.Ordinal);

    [Fact]
    public async Task LORA209_a_class_attribute_is_reported_once_for_its_narrowest_layer()
    {
        var message = Assert.Single(await AnalyzerHarness.Verify(
            """
            [Lora({|LORA209:16|})]
            public sealed partial class Net : Module
            {
                private readonly Linear wide = Linear(16, 16), head;
                [Lora(2)] private readonly Linear own = Linear(8, 8);
                public Net() : base("Net")
                {
                    const long classes = 10;
                    (head, _) = (Linear(64, classes), 0);
                    RegisterComponents();
                    AttachLora();
                }
            }
            """));
        Assert.Equal(
            "Rank 16 is too much for 'head' of 64 by 10: the adapter has 1184 parameters and the layer 640; write 8 or less, or give 'head' an attribute of its own",
            message);
    }

    [Theory]
    [InlineData("Lora(10)", "Linear(64, 11)")]
    [InlineData("Lora(64)", "Linear(64, Sizes.Length)")]
    [InlineData("Lora(64)", "Sizes.Length > 1 ? Linear(8, 8) : Linear(64, 64)")]
    [InlineData("Lora(64)", "Make(8, 8)")]
    [InlineData("Lora(\"adaptive\", 8, MaxRank = 64)", "Linear(8, 8)")]
    public Task A_rank_that_is_below_the_sizes_or_may_be_is_right(string attribute, string layer) =>
        AnalyzerHarness.VerifyNone(OfField(attribute, layer));

    [Fact]
    public Task A_layer_of_different_sizes_in_different_constructors_has_none() => AnalyzerHarness.VerifyNone(
        """
        [Lora(8)]
        public sealed partial class Net : Module
        {
            private readonly Linear layer;
            public Net() : base("Net") { layer = Linear(8, 8); RegisterComponents(); AttachLora(); }
            public Net(int _) : base("Net") { layer = Linear(64, 64); RegisterComponents(); AttachLora(); }
        }
        """);

    private static string OfField(string attribute, string layer) =>
        $$"""
        public sealed partial class Net : Module
        {
            private const int Width = 32;
            private static readonly int[] Sizes = [8];
            [{{attribute}}] private readonly Linear layer = {{layer}};
            public Net() : base("Net") { RegisterComponents(); AttachLora(); }
            public static Linear Make(long inputs, long outputs) => Linear(inputs, outputs);
        }
        """;
}
