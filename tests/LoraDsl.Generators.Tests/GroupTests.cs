using LoraDsl.Generators.Tests.Harness;

namespace LoraDsl.Generators.Tests;

/// <summary>What is generated for layers that read one input.</summary>
[Collection(Probe.Collection)]
public class GroupTests
{
    private const string Attention =
        """
        [Lora(8, Alpha = 16)]
        public sealed partial class Attention : Module<Tensor, Tensor>
        {
            [LoraGroup("Projections")] private readonly Linear query = Linear(64, 64), key = Linear(64, 64);
            [LoraGroup("Projections"), Lora("adaptive", budget: 4)] private readonly Linear value = Linear(64, 64);

            public Attention() : base(nameof(Attention))
            {
                RegisterComponents();
                AttachLora();
            }

            public override Tensor forward(Tensor x)
            {
                var (q, k, v) = Projections.forward(x);
                return q * k + v;
            }
        }
        """;

    private const string Mlp =
        """
        [Lora(4)]
        public partial class Mlp : Module<Tensor, Tensor>
        {
            [LoraGroup("GateUp")] private readonly Linear gate = Linear(64, 256), up = Linear(64, 256);

            public Mlp(string name) : base(name) { RegisterComponents(); AttachLora(); }

            public override Tensor forward(Tensor x)
            {
                var raised = GateUp.forward(x);
                return functional.silu(raised.Gate) * raised.Up;
            }
        }
        """;

    private const string WideMlp =
        """
        [Lora(4)]
        public sealed partial class WideMlp : Mlp
        {
            [LoraGroup("Heads")] private readonly Linear deconstruct = Linear(256, 16), print = Linear(256, 16);

            public WideMlp() : base(nameof(WideMlp)) { AttachLora(); }

            public override Tensor forward(Tensor x)
            {
                var (first, second) = Heads.forward(base.forward(x));
                return first + second;
            }
        }
        """;

    [Fact]
    public void Three_layers_of_different_kinds_of_ranks() => GeneratorHarness.Verify([Attention]);

    [Fact]
    public void A_group_of_a_base_class_is_the_derived_classs_too() => GeneratorHarness.Verify([Mlp, WideMlp]);

    [Fact]
    public void A_derived_class_runs_both_groups() => Assert.Equal(
        "same, 0",
        Probe.Run<string>(
            Mlp,
            WideMlp,
            """
            [assembly: LoraAccessibility(PlaceAccessibility.Public)]
            public static class Probe
            {
                public static string Run()
                {
                    using var scope = NewDisposeScope();
                    using var off = no_grad();
                    var model = new WideMlp();
                    foreach (var parameter in model.parameters())
                        parameter.copy_(randn_like(parameter));
                    model.to(ScalarType.Float64);
                    var same = ReferenceEquals(model.GateUp, model.WideMlpLora.GateUp) && ReferenceEquals(model.Lora.GateUp, model.GateUp);
                    var x = randn(3, 64, dtype: ScalarType.Float64);
                    var raised = functional.silu(model.Gate.forward(x)) * model.Up.forward(x);
                    var expected = model.Deconstruct.forward(raised) + model.Print.forward(raised);
                    var difference = (model.forward(x) - expected).abs().max().item<double>() / expected.abs().max().item<double>();
                    return $"{(same ? "same" : "different")}, {System.Math.Round(difference, 10)}";
                }
            }
            """));

    [Fact]
    public void Layers_that_cannot_be_in_a_group_are_left_out_of_it_and_the_rest_compiles()
    {
        var generated = GeneratorHarness.Run(
            """
            [Lora(8)]
            public sealed partial class Net : Module
            {
                [LoraGroup("Pair")] private readonly Linear query = Linear(64, 64), key = Linear(64, 64);
                [LoraGroup("Pair")] private readonly Embedding tokens = Embedding(64, 64);
                [LoraGroup("Pair"), NoLora] private readonly Linear value = Linear(64, 64);
                [LoraGroup("Pair"), Lors(2)] private readonly Linear sparse = Linear(64, 64);
                [LoraGroup("no name")] private readonly Linear first = Linear(64, 64), second = Linear(64, 64);
                [LoraGroup("Query")] private readonly Linear third = Linear(64, 64);
                public Net() : base("Net") { RegisterComponents(); AttachLora(); }
                public Linear Value => value;
                public Tensor Run(Tensor x) => Pair.forward(x).Query + QueryLora.forward(x).Third;
            }
            """);
        Assert.Contains("base(\"Pair\", adapters.Query, adapters.Key)", generated["Net.Lora.g.cs"], StringComparison.Ordinal);
    }
}
