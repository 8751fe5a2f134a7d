using LoraDsl.Generators.Tests.Harness;
using Microsoft.CodeAnalysis;

namespace LoraDsl.Generators.Tests;

/// <summary>Whatever form models and recipes have, what is generated compiles without a warning.</summary>
public class RecipeFormTests
{
    [Fact]
    public void A_model_and_a_recipe_may_be_nested_and_internal() => GeneratorHarness.Run(
        """
        namespace Outer.Inner;

        internal static partial class Models
        {
            [Adaptable]
            internal sealed partial class Net : Module<Tensor, Tensor>
            {
                private readonly Linear head = Linear(8, 8);
                private readonly Part part = new Part();
                public Net() : base("Net") { RegisterComponents(); }
                public override Tensor forward(Tensor x) => Head.forward(part.forward(x));
            }

            [Adaptable]
            internal sealed partial class Part : Module<Tensor, Tensor>
            {
                private readonly Linear head = Linear(8, 8);
                public Part() : base("Part") { RegisterComponents(); }
                public override Tensor forward(Tensor x) => Head.forward(x);
            }
        }

        public sealed partial class Program
        {
            [LoraRecipe(typeof(Models.Net))]
            [Lora(2, Targets = new[] { "head", "part.head" })]
            public sealed partial class Small;
        }
        """);

    [Fact]
    public void A_generic_model_is_closed_by_its_recipe() => GeneratorHarness.Run(
        """
        [Adaptable]
        public partial class Block<T> : Module<Tensor, Tensor>
        {
            protected readonly Linear query = Linear(8, 8);
            public Block() : base("Block") { RegisterComponents(); }
            public override Tensor forward(Tensor x) => Query.forward(x);
        }

        [Adaptable]
        public sealed partial class Net<T> : Block<T>
        {
            private readonly ModuleList<Block<T>> blocks = new ModuleList<Block<T>>();
            public override Tensor forward(Tensor x) => blocks[0].forward(Query.forward(x));
        }

        [LoraRecipe(typeof(Net<int>))]
        [Lora(2)]
        public sealed partial class Small
        {
            public static int Rank(Net<int> net) => Attach(net).Blocks[0].Query.CurrentRank;
        }
        """);

    [Fact]
    public void Names_of_models_and_entries_that_are_taken_are_avoided() => GeneratorHarness.Run(
        """
        [Adaptable]
        public sealed partial class Values : Module<Tensor, Tensor>
        {
            private readonly Linear budget = Linear(8, 8), equals = Linear(8, 8), adapters = Linear(8, 8), @class = Linear(8, 8), with = Linear(8, 8), merge = Linear(8, 8), attach = Linear(8, 8), values = Linear(8, 8);
            private readonly ModuleList<Linear> places = new ModuleList<Linear>();
            private readonly ModuleDict<Linear> path = new ModuleDict<Linear>();
            public Values() : base("Values") { RegisterComponents(); }
            public override Tensor forward(Tensor x) => Budget.forward(EqualsPlace.forward(Adapters.forward(Class.forward(With.forward(Merge.forward(Attach.forward(ValuesPlace.forward(PlacesPlace[0].forward(Path["a"].forward(x))))))))));
        }

        [Adaptable]
        public sealed partial class Net : Module<Tensor, Tensor>
        {
            private readonly Values values = new Values();
            private readonly ModuleList<Values> set = new ModuleList<Values>(), place = new ModuleList<Values>(), model = new ModuleList<Values>();
            public Net() : base("Net") { RegisterComponents(); }
            public override Tensor forward(Tensor x) => values.forward(set[0].forward(place[0].forward(model[0].forward(x))));
        }

        [LoraRecipe(typeof(Net))]
        [Lora(2)]
        [Lora("adaptive", budget: 9, Targets = new[] { "**.budget" })]
        [DyLora(1, 2, Targets = new[] { "**.equals" })]
        [DyLora(1, 3, Targets = new[] { "**.values" })]
        [Lora(3, Targets = new[] { "set.*.class", "model.1.class" })]
        [Lors(3, Targets = new[] { "set.1.places.2", "model.0.path.a-b" })]
        public sealed partial class Small;
        """);

    [Fact]
    public void Optional_parts_of_every_form_may_be_missing() => GeneratorHarness.Run(
        """
        using System.Collections.Generic;

        [Adaptable]
        public sealed partial class Block : Module<Tensor, Tensor>
        {
            private readonly Linear? query = null;
            private readonly ModuleList<Linear>? experts = null;
            private readonly ModuleDict<Linear>? heads = null;
            private readonly Module<Tensor, Tensor>? mlp = Sequential(Linear(8, 8));
            private readonly IList<Linear> plain = new List<Linear>();
            private readonly Linear[]? array = null;
            public Block() : base("Block") { RegisterComponents(); }
            public override Tensor forward(Tensor x) => Query is null ? x : Experts is { } experts ? experts[0].forward(x) : Heads is { } heads ? heads["a"].forward(x) : Plain[0].forward(x);
        }

        [Adaptable]
        public sealed partial class Net : Module<Tensor, Tensor>
        {
            private readonly Block? block = null;
            private readonly ModuleList<Block>? blocks = null;
            private readonly ModuleDict<Block>? named = null;
            private readonly Module<Tensor, Tensor>? open = new Block();
            public Net() : base("Net") { RegisterComponents(); }
            public override Tensor forward(Tensor x) => block is null ? x : block.forward(x);
        }

        [LoraRecipe(typeof(Net))]
        [Lora(2)]
        [Lora(3, Targets = new[] { "blocks.1.experts.*", "named.a.query", "block.experts.1", "block.heads.x" })]
        [NoLora(Targets = new[] { "blocks.0.experts.1", "named.b.heads.c" })]
        public sealed partial class Small;
        """);

    [Fact]
    public void Entries_of_all_methods_may_meet_at_one_place() => GeneratorHarness.Run(
        """
        [Adaptable]
        public sealed partial class Net : Module<Tensor, Tensor>
        {
            private readonly ModuleList<Linear> experts = new ModuleList<Linear>();
            private readonly ModuleDict<Conv2d> heads = new ModuleDict<Conv2d>();
            private readonly ModuleList<Embedding> tables = new ModuleList<Embedding>();
            public Net() : base("Net") { RegisterComponents(); }
            public override Tensor forward(Tensor x) => Tables[0].forward(Heads["x"].forward(Experts[0].forward(x)));
        }

        [LoraRecipe(typeof(Net))]
        [Lora("adaptive", budget: 9, Schedule = RankSchedule.Loss, Targets = new[] { "*.*" })]
        [Lora(2, Targets = new[] { "experts.0", "heads.a", "tables.0" }, Exclude = new[] { "heads.b" })]
        [DyLora(1, 2, Sampling = DyLoraSampling.Geometric, Targets = new[] { "experts.1", "heads.b", "tables.1" })]
        [Lors(2, Mode = LorsMode.Exact, RankStabilized = true, Alpha = 1.5, Targets = new[] { "experts.2", "heads.c" })]
        [NoLora(Targets = new[] { "experts.3", "heads.d", "tables.3" })]
        public sealed partial class Small;
        """);

    [Fact]
    public void A_derived_class_of_another_assembly_and_its_base_class_are_one_model()
    {
        var library = MetadataReference.CreateFromImage(GeneratorHarness.Compile(
            """
            namespace Library;

            [Adaptable]
            public partial class Encoder : Module<Tensor, Tensor>
            {
                protected readonly Linear query = Linear(64, 32);
                internal readonly Part hidden = new Part();
                protected readonly Module<Tensor, Tensor> mlp = Sequential(("up", Linear(8, 8)), ("inner", Sequential(("down", Linear(8, 8)))));
                public Encoder() : base("Encoder") { RegisterComponents(); }
                public override Tensor forward(Tensor x) => mlp.call(hidden.forward(Query.forward(x)));
            }

            [Adaptable]
            internal sealed partial class Part : Module<Tensor, Tensor>
            {
                private readonly Linear head = Linear(8, 8);
                public Part() : base("Part") { RegisterComponents(); }
                public override Tensor forward(Tensor x) => Head.forward(x);
            }
            """));
        var user = Compilations.Create(
            """
            [Adaptable]
            public sealed partial class Net : Library.Encoder
            {
                private readonly Linear output = Linear(8, 8);
                private readonly ModuleList<Library.Encoder> encoders = new ModuleList<Library.Encoder>();
                public override Tensor forward(Tensor x) => Output.forward(Query.forward(x));
            }

            [LoraRecipe(typeof(Net))]
            [Lora(2, Targets = new[] { "query", "output", "mlp.up", "mlp.inner.down", "encoders.*.mlp.**", "encoders.0.query" })]
            public sealed partial class Small
            {
                public static int Rank(Net net) => Attach(net).Mlp.Inner.Down.CurrentRank;
            }

            [LoraRecipe(typeof(Library.Encoder))]
            [Lora(2)]
            public sealed partial class Whole;
            """).WithAssemblyName("User").AddReferences(library);
        GeneratorHarness.CreateDriver().RunGeneratorsAndUpdateCompilation(user, out var output, out _);
        GeneratorHarness.RequireCleanCompilation(output);
    }
}
