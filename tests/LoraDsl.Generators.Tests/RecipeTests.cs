using LoraDsl.Generators.Tests.Harness;
using Microsoft.CodeAnalysis;

namespace LoraDsl.Generators.Tests;

public class RecipeTests
{
    private const string Models =
        """
        namespace Digits.Models;

        [Adaptable]
        public sealed partial class Block : Module<Tensor, Tensor>
        {
            private readonly Linear query, value;
            private readonly Linear? gate = null;

            public Block(long width) : base(nameof(Block))
            {
                (query, value) = (Linear(width, width), Linear(width, width));
                RegisterComponents();
            }

            public override Tensor forward(Tensor x) => Gate is null ? Value.forward(Query.forward(x)) : Gate.forward(x);
        }

        [Adaptable]
        public sealed partial class Vision : Module<Tensor, Tensor>
        {
            private readonly Embedding tokens = Embedding(100, 64);
            private readonly ModuleList<Block> blocks;
            private readonly ModuleDict<Linear> heads = ModuleDict(("en", Linear(64, 4)));
            private readonly ModuleList<Linear> experts = ModuleList(Linear(64, 64), Linear(64, 64));
            private readonly Linear head = Linear(64, 10);

            public Vision() : base(nameof(Vision))
            {
                blocks = ModuleList(new Block(64), new Block(64), new Block(64));
                RegisterComponents();
            }

            public override Tensor forward(Tensor x)
            {
                x = Tokens.forward(x);
                foreach (var block in blocks)
                {
                    x = block.forward(x);
                }

                return Head.forward(Heads["en"].forward(Experts[0].forward(x)));
            }
        }
        """;

    [Fact]
    public void What_is_trained_whole_is_not_adapted() => Verify(
        """
        [LoraRecipe(typeof(Vision))]
        [Lora(8, Bias = BiasTraining.LoraOnly, LoraBias = true)]
        [TrainWhole(Targets = ["head", "blocks.2", "experts"])]
        public sealed partial class Whole;
        """);

    [Fact]
    public void A_recipe_has_the_shape_of_its_model() => Verify(
        """
        [LoraRecipe(typeof(Vision))]
        [Lora("adaptive", budget: 64, Importance = RankImportance.ExplainedVariance, MaxRank = 16, Targets = ["blocks.*.query", "blocks.*.value"])]
        [DyLora(4, 8, Mode = DyLoraMode.Frozen, Targets = ["blocks.0.query"])]
        [Lora(8, Alpha = 16, Dropout = 0.1, RankStabilized = true, Init = AdapterInitialization.Pissa, Compensate = false, Targets = ["head", "heads.*"])]
        [Lors(2, Targets = ["blocks.*.gate"])]
        [NoLora(Targets = ["blocks.2.value"])]
        public sealed partial class Adaptive64;
        """);

    [Fact]
    public void A_recipe_of_one_entry_has_its_values_at_hand() => Verify(
        """
        [LoraRecipe(typeof(Vision))]
        [Lora(8, Targets = ["**"], Exclude = ["experts.1", "tokens"])]
        public static partial class Everywhere
        {
            public static Adapters Small(Vision model) => Attach(model, "small", new() { Rank = 4, Alpha = 8 });
        }
        """);

    [Fact]
    public void A_recipe_reads_the_places_of_another_assembly()
    {
        var recipe = """
            using Digits.Models;

            [LoraRecipe(typeof(Vision))]
            [Lora("adaptive", budget: 64, Allocation = AllocationStrategy.AdaLora, Targets = ["blocks.*.query"])]
            [Lora("adaptive", Allocation = AllocationStrategy.AdaLora, Targets = ["head"])]
            public sealed partial class Elsewhere
            {
                public static int Rank(Vision model) => Attach(model, with: new() { Budget = 32, Head = new() { MaxRank = 4 } }).Blocks[3].Query.CurrentRank;
            }
            """;
        var together = GeneratorHarness.Run(Models, recipe)["Elsewhere.Recipe.g.cs"];

        var library = MetadataReference.CreateFromImage(GeneratorHarness.Compile(Models));
        var user = Compilations.Create(recipe).WithAssemblyName("User").AddReferences(library);
        var driver = GeneratorHarness.CreateDriver().RunGeneratorsAndUpdateCompilation(user, out var output, out _);

        GeneratorHarness.RequireCleanCompilation(output);
        Assert.Equal(together, GeneratorHarness.Texts(driver.GetRunResult().Results[0])["Elsewhere.Recipe.g.cs"]);
    }

    private static void Verify(
        string recipe, [System.Runtime.CompilerServices.CallerFilePath] string file = "", [System.Runtime.CompilerServices.CallerMemberName] string test = "")
    {
        var generated = GeneratorHarness.Run(Models, "namespace Digits.Models;\n" + recipe);
        Snapshots.Verify(generated.Where(text => text.Key.EndsWith(".Recipe.g.cs", StringComparison.Ordinal)).ToDictionary(), file, test);
    }
}
