using LoraDsl.Generators.Tests.Harness;

namespace LoraDsl.Generators.Tests;

/// <summary>VeRA, LoHa, LoKr and IA³ on classes and fields, and in recipes.</summary>
[Collection(Probe.Collection)]
public class VariantTests
{
    [Fact]
    public void Every_method_is_a_class_of_its_own_with_the_runtimes_forward_code() => GeneratorHarness.Verify(
    [
        """
        [LoKr(4, Alpha = 8, DecomposeBoth = true, DecomposeFactor = 8, ModuleDropout = 0.1)]
        public sealed partial class Net : Module<Tensor, Tensor>
        {
            private readonly Embedding tokens = Embedding(100, 64);
            private readonly Linear query = Linear(64, 64);
            [LoKr(2)] private readonly Linear key = Linear(64, 64);
            [Vera(16, Seed = 3, SaveProjection = false)] private readonly Linear value = Linear(64, 64);
            [LoHa(2, UseEffectiveConv2d = true)] private readonly Conv2d image = Conv2d(3, 64, 3);
            [Ia3] private readonly Linear up = Linear(64, 64);
            [Ia3(FeedForward = true)] private readonly Linear down = Linear(64, 64);

            public Net() : base(nameof(Net))
            {
                RegisterComponents();
                AttachLora();
            }

            public override Tensor forward(Tensor x) => Down.forward(Up.forward(Value.forward(Key.forward(Query.forward(tokens.forward(x))))));
        }
        """,
    ]);

    [Fact]
    public void They_run_train_and_merge_by_attributes() => Assert.Equal(
        "LoKr 4 2, VeRA 16 1, LoHa 2 1, IA³ 1 1, IA³ 1 1: same True, moved True, merged True",
        Probe.Run<string>(
            """
            using System;
            using System.Linq;
            using LoraDsl.Adapters;
            using LoraDsl.Methods;

            [LoKr(4, Alpha = 8)]
            public sealed partial class Net : Module<Tensor, Tensor>
            {
                private readonly Linear query = Linear(8, 8);
                [Vera(16)] private readonly Linear value = Linear(8, 8);
                [LoHa(2)] private readonly Linear output = Linear(8, 8);
                [Ia3] private readonly Linear up = Linear(8, 12);
                [Ia3(FeedForward = true)] private readonly Linear down = Linear(12, 8);
                public Net() : base("Net") { RegisterComponents(); AttachLora(); }
                public Tensor Plain(Tensor x) => down.forward(up.forward(output.forward(value.forward(query.forward(x)))));
                public override Tensor forward(Tensor x) => Down.forward(Up.forward(Output.forward(Value.forward(Query.forward(x)))));
            }
            public static class Probe
            {
                public static string Run()
                {
                    using var scope = NewDisposeScope();
                    var net = new Net();
                    var x = randn(4, 8);
                    var same = Far(net.Plain(x), net.forward(x));
                    net.Lora.FreezeBase();
                    using var optimizer = torch.optim.SGD(net.parameters().Where(parameter => parameter.requires_grad), 0.1);
                    for (var step = 0; step < 3; step++)
                    {
                        optimizer.zero_grad();
                        net.forward(x).square().sum().backward();
                        optimizer.step();
                    }

                    net.eval();
                    var trained = net.forward(x).detach();
                    var moved = Far(net.Plain(x), trained);
                    net.Lora.Merge();
                    var merged = Far(net.forward(x), trained);
                    var adapters = string.Join(", ", net.Lora.Named().Select(entry => FormattableString.Invariant($"{Name(entry.Adapter)} {entry.Adapter.CurrentRank} {entry.Adapter.Scaling}")));
                    return $"{adapters}: same {!same}, moved {moved}, merged {!merged}";
                }

                private static string Name(LayerAdapter adapter) => adapter switch { LoKrAdapter => "LoKr", LoHaAdapter => "LoHa", VeraAdapter => "VeRA", Ia3Adapter => "IA³", _ => "" };

                private static bool Far(Tensor left, Tensor right) => (left - right).abs().max().item<float>() > 1e-4;
            }
            """));

    [Fact]
    public void A_recipe_gives_their_numbers_when_it_is_attached() => GeneratorHarness.Verify(
    [
        """
        [Adaptable]
        public sealed partial class Net : Module<Tensor, Tensor>
        {
            private readonly Linear query = Linear(64, 64), value = Linear(64, 64), up = Linear(64, 64), down = Linear(64, 64);

            public Net() : base(nameof(Net)) => RegisterComponents();

            public override Tensor forward(Tensor x) => Down.forward(Up.forward(Value.forward(Query.forward(x))));
        }

        [LoraRecipe(typeof(Net))]
        [Vera(32, DInitial = 0.5, Targets = ["query"])]
        [LoHa(4, RankDropout = 0.1, Targets = ["value"])]
        [Ia3(Targets = ["up"])]
        [Ia3(FeedForward = true, Targets = ["down"])]
        public sealed partial class Variants;
        """,
    ]);
}
