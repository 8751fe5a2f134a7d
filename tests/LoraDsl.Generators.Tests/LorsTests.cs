using LoraDsl.Generators.Tests.Harness;

namespace LoraDsl.Generators.Tests;

[Collection(Probe.Collection)]
public class LorsTests
{
    [Fact]
    public void A_linear_layer_by_the_published_gradient() => GeneratorHarness.Verify([Model("[Lors(8, Alpha = 16)]")]);

    [Fact]
    public void A_linear_layer_by_the_exact_gradient() =>
        GeneratorHarness.Verify([Model("[Lors(4, Alpha = 8, RankStabilized = true, Mode = LorsMode.Exact)]")]);

    [Fact]
    public void A_convolution_by_the_published_gradient() => GeneratorHarness.Verify([Model("[Lors(2)]", "Conv2d", "Conv2d(3, 8, 3)")]);

    [Fact]
    public void A_convolution_by_the_exact_gradient() =>
        GeneratorHarness.Verify([Model("[Lors(2, Mode = LorsMode.Exact)]", "Conv2d", "Conv2d(3, 8, 3)")]);

    [Fact]
    public void A_class_adapts_what_can_be_masked_and_its_fields_inherit() => Assert.Equal(
        "up 8 of s 2 Exact, down 4 of s 4 StraightThrough, image 8 of s 2 Exact",
        Probe.Run<string>(
            """
            [assembly: LoraAccessibility(PlaceAccessibility.Public)]
            [Lors(8, Alpha = 16, Mode = LorsMode.Exact)]
            public sealed partial class Net : Module
            {
                private readonly Embedding tokens = Embedding(10, 16);
                private readonly Linear up = Linear(16, 16);
                [Lors(4, Mode = LorsMode.StraightThrough)] private readonly Linear down = Linear(16, 16);
                private readonly Conv2d image = Conv2d(3, 16, 3);
                public Net() : base("Net") { RegisterComponents(); AttachLora(); }
                public Embedding Tokens => tokens;
            }
            public static class Probe
            {
                public static string Run()
                {
                    var net = new Net();
                    return System.FormattableString.Invariant(
                        $"up {net.Up.Rank} of s {net.Up.Scaling} {net.Up.Mode}, down {net.Down.Rank} of s {net.Down.Scaling} {net.Down.Mode}, image {net.Image.Rank} of s {net.Image.Scaling} {net.Image.Mode}");
                }
            }
            """));

    [Fact]
    public void Each_mode_and_scaling_has_code_of_its_own_and_equal_ones_share_it() => Assert.Equal(
        [
            "LoraDsl.Generated.LinearLora.g.cs", "LoraDsl.Generated.LinearLors.g.cs", "LoraDsl.Generated.LinearLorsExact.g.cs",
            "LoraDsl.Generated.LinearLorsExact_Scale2.g.cs", "Net.Lora.g.cs",
        ],
        GeneratorHarness.Run(
            """
            public sealed partial class Net : Module
            {
                [Lora(8)] private readonly Linear a = Linear(16, 16);
                [Lors(8)] private readonly Linear b = Linear(16, 16);
                [Lors(4, Alpha = 4)] private readonly Linear c = Linear(16, 16);
                [Lors(4, Mode = LorsMode.Exact)] private readonly Linear d = Linear(16, 16);
                [Lors(4, Alpha = 8, Mode = LorsMode.Exact)] private readonly Linear e = Linear(16, 16);
                public Net() : base("Net") { RegisterComponents(); AttachLora(); }
            }
            """).Keys);

    private static string Model(string attribute, string layer = "Linear", string creation = "Linear(8, 2)") =>
        $$"""
        {{attribute}}
        public sealed partial class Head : Module<Tensor, Tensor>
        {
            private readonly {{layer}} output;

            public Head() : base(nameof(Head))
            {
                output = {{creation}};
                RegisterComponents();
                AttachLora();
            }

            public override Tensor forward(Tensor x) => Output.forward(x);
        }
        """;
}
