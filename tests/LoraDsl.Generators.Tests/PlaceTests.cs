using LoraDsl.Generators.Tests.Harness;

namespace LoraDsl.Generators.Tests;

public class PlaceTests
{
    [Fact]
    public void An_adaptable_class_has_a_place_for_every_layer_that_it_shows() => GeneratorHarness.Verify([
        """
        using System.Collections.Generic;

        namespace Digits.Models;

        [Adaptable]
        public sealed partial class Block : Module<Tensor, Tensor>
        {
            private readonly Linear query = Linear(64, 32);
            internal readonly Conv2d? downsample;
            [NoLora] private readonly Linear gate = Linear(64, 64);
            private readonly LayerNorm norm = LayerNorm(64);
            private readonly Module<Tensor, Tensor> project = Linear(32, 64);

            public Block(Conv2d? downsample) : base(nameof(Block))
            {
                this.downsample = downsample;
                RegisterComponents();
            }

            public override Tensor forward(Tensor x) => ProjectIf(gate.forward(norm.forward(x)));

            private Tensor ProjectIf(Tensor x) => Project.forward(Query.forward(Downsample is null ? x : Downsample.forward(x)));
        }

        [Adaptable]
        public sealed partial class Vision : Module<Tensor, Tensor>
        {
            private readonly ModuleList<Block> blocks;
            private readonly ModuleList<Linear> experts = ModuleList(Linear(4, 4), Linear(4, 4));
            private readonly ModuleDict<Linear> heads = ModuleDict(("en", Linear(4, 4)));
            private readonly List<Conv1d> stems = [];
            private readonly Module<Tensor, Tensor> mlp;
            private readonly Block? extra = null;

            public Vision(int depth) : base(nameof(Vision))
            {
                blocks = new ModuleList<Block>();
                for (var i = 0; i < depth; i++)
                {
                    blocks.Add(new Block(null));
                }

                mlp = Sequential(("up", Linear(64, 256)), ("act", ReLU()), ("block", new Block(null)), ("inner", Sequential(Linear(256, 64), ReLU())));
                RegisterComponents();
            }

            public override Tensor forward(Tensor x)
            {
                foreach (var block in blocks)
                {
                    x = block.forward(x);
                }

                x = Experts[1].forward(Stems[0].forward(x));
                return Heads["en"].forward(mlp.forward(extra is null ? x : extra.forward(x)));
            }
        }
        """]);

    [Fact]
    public void A_group_of_places_runs_the_layers_of_its_class() => GeneratorHarness.Verify([
        """
        namespace Digits.Models;

        [Adaptable]
        public partial class Attention : Module<Tensor, Tensor>
        {
            [LoraGroup("Projections")] private readonly Linear query = Linear(64, 64), key = Linear(64, 64);
            [field: LoraGroup("Projections")] internal Linear Value { get; } = Linear(64, 64);

            public Attention() : base(nameof(Attention)) { RegisterComponents(); }

            public override Tensor forward(Tensor x)
            {
                var (q, k, v) = Projections.forward(x);
                return q * k + v;
            }
        }
        """]);

    [Fact]
    public void A_derived_class_uses_the_group_of_its_base_class_and_has_one_of_its_own() => GeneratorHarness.Run(
        """
        [Adaptable]
        public partial class Mlp<T> : Module<Tensor, Tensor>
        {
            [LoraGroup("GateUp")] protected readonly Linear gate = Linear(64, 256), deconstruct = Linear(64, 256);

            public Mlp(string name) : base(name) { RegisterComponents(); }

            public override Tensor forward(Tensor x)
            {
                var raised = GateUp.forward(x);
                return functional.silu(raised.Gate) * raised.DeconstructOutput;
            }
        }

        [Adaptable]
        public sealed partial class WideMlp : Mlp<int>
        {
            [LoraGroup("Heads")] private readonly Linear first = Linear(256, 16), second = Linear(256, 16);

            public WideMlp() : base(nameof(WideMlp)) { RegisterComponents(); }

            public override Tensor forward(Tensor x)
            {
                var (a, b) = Heads.forward(base.forward(x) + GateUp.forward(x).Gate);
                return a + b;
            }
        }

        [LoraRecipe(typeof(WideMlp))]
        [Lora(4, Targets = new[] { "gate", "first", "second" })]
        public static partial class Small;
        """);

    [Fact]
    public void A_derived_class_continues_the_places_of_its_base_class() => GeneratorHarness.Run(
        """
        [Adaptable]
        public partial class Encoder : Module<Tensor, Tensor>
        {
            protected readonly Linear query = Linear(8, 8);

            public Encoder() : base("Encoder") { RegisterComponents(); }

            public override Tensor forward(Tensor x) => Query.forward(x);
        }

        [Adaptable(Accessibility = PlaceAccessibility.Public)]
        public partial class LargeEncoder : Encoder
        {
            private readonly Linear output = Linear(8, 8);

            public override Tensor forward(Tensor x) => Output.forward(Query.forward(x));
        }

        [LoraRecipe(typeof(LargeEncoder))]
        [Lora(2, Targets = ["query", "output"])]
        public static partial class Small
        {
            public static string Name => nameof(Adapters.Query) + nameof(Adapters.Output);
        }
        """);

    [Fact]
    public void A_layer_that_is_obsolete_or_named_otherwise_is_a_place_without_a_warning() => GeneratorHarness.Run(
        """
        [Adaptable]
        public sealed partial class Net : Module<Tensor, Tensor>
        {
            [System.Obsolete("by head")] private readonly Linear old = Linear(8, 8);
            [TorchSharp.Utils.ComponentName(Name = "self")] private readonly Linear self_ = Linear(8, 8);

            public Net() : base("Net") { RegisterComponents(); }

            public override Tensor forward(Tensor x) => Self_.forward(Old.forward(x));
        }

        [LoraRecipe(typeof(Net))]
        [Lora(2, Targets = new[] { "self", "old" })]
        public static partial class Small;
        """);

    [Fact]
    public void The_assembly_says_how_visible_properties_are_where_the_class_does_not() => GeneratorHarness.Run(
        """
        [assembly: LoraAccessibility(PlaceAccessibility.Public)]

        [Adaptable]
        public sealed partial class Net : Module<Tensor, Tensor>
        {
            private readonly Linear head = Linear(8, 8);

            public Net() : base("Net") { RegisterComponents(); }

            public override Tensor forward(Tensor x) => Head.forward(x);
        }

        public static class User
        {
            public static Tensor Run(Net net, Tensor x) => net.Head.forward(x);
        }
        """);

    [Fact]
    public void Names_that_are_taken_are_avoided() => GeneratorHarness.Run(
        """
        [Adaptable]
        public sealed partial class Query : Module<Tensor, Tensor>
        {
            private readonly Linear query = Linear(8, 8), @out = Linear(8, 8), model = Linear(8, 8), toString = Linear(8, 8);

            public Linear Head { get; } = Linear(8, 8);

            public Query() : base("Query") { RegisterComponents(); }

            public override Tensor forward(Tensor x) =>
                HeadPlace.forward(QueryPlace.forward(Out.forward(Model.forward(ToStringPlace.forward(x)))));
        }

        [LoraRecipe(typeof(Query))]
        [Lora(2)]
        public sealed partial class Small;
        """);
}
