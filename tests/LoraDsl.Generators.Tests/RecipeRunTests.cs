using System.Reflection;
using LoraDsl.Generators.Tests.Harness;

namespace LoraDsl.Generators.Tests;

/// <summary>Runs what is generated for places and recipes on the real runtime.</summary>
[Collection(Probe.Collection)]
public sealed class RecipeRunTests
{
    private const string Source =
        """
        using System;
        using System.Collections.Generic;
        using System.Linq;
        using LoraDsl.Adapters;
        using LoraDsl.Configurations;

        [Adaptable]
        public sealed partial class Block : Module<Tensor, Tensor>
        {
            private readonly Linear query = Linear(8, 8);
            private readonly Linear? gate;
            private readonly Module<Tensor, Tensor> mlp;

            public Block(bool hasGate) : base(nameof(Block))
            {
                gate = hasGate ? Linear(8, 8) : null;
                mlp = Sequential(("up", Linear(8, 16)), ("act", ReLU()), ("down", Linear(16, 8)));
                RegisterComponents();
            }

            public override Tensor forward(Tensor x)
            {
                x = Query.forward(x);
                return mlp.call(Gate is null ? x : Gate.forward(x));
            }
        }

        [Adaptable]
        public sealed partial class Net : Module<Tensor, Tensor>
        {
            private readonly ModuleList<Block> blocks = ModuleList(new Block(true), new Block(false));
            private readonly ModuleList<Linear> experts = ModuleList(Linear(8, 8), Linear(8, 8));
            private readonly ModuleDict<Linear> heads = ModuleDict(("en", Linear(8, 4)), ("fr", Linear(8, 4)));

            public Net() : base(nameof(Net)) { RegisterComponents(); }

            public override Tensor forward(Tensor x)
            {
                foreach (var block in blocks)
                {
                    x = block.forward(x);
                }

                return Heads["en"].forward(Experts[1].forward(x));
            }
        }

        [LoraRecipe(typeof(Net))]
        [Lora(2, Alpha = 4)]
        [DyLora(1, 2, Targets = new[] { "blocks.0.query" })]
        [Lora("adaptive", budget: 6, Targets = new[] { "blocks.*.mlp.up" })]
        [NoLora(Targets = new[] { "heads.fr" })]
        public static partial class Mixed;

        [LoraRecipe(typeof(Net))]
        [Lora(2, Targets = new[] { "blocks.9.query" })]
        public static partial class Missing;

        public static class Scenario
        {
            public static string Attach()
            {
                using var model = new Net();
                var keys = string.Join(' ', model.state_dict().Keys);
                var lora = Mixed.Attach(model);
                return string.Join('\n', lora.Named().Select(entry => $"{entry.Path} {entry.Adapter.GetType().BaseType!.Name}"))
                    + $"\n{lora.Blocks[1].Query.CurrentRank} {lora.Blocks[1].Gate is null} {lora.Heads["fr"] is null} {lora.Experts.Count} {lora.Budget!.Amount}";
            }

            public static string Train()
            {
                using var scope = NewDisposeScope();
                manual_seed(1);
                using var model = new Net();
                var x = randn(3, 8);
                var before = model.forward(x).detach();
                var lora = Mixed.Attach(model, with: new() { Lora = new() { Rank = 3 } });
                var attached = model.forward(x).detach();
                lora.FreezeBase();
                using var optimizer = torch.optim.SGD(model.parameters().Where(parameter => parameter.requires_grad), 0.5);
                for (var step = 0; step < 2; step++)
                {
                    optimizer.zero_grad();
                    model.forward(x).square().sum().backward();
                    optimizer.step();
                }

                model.eval();
                var trained = model.forward(x).detach();
                lora.Merge();
                var merged = model.forward(x).detach();
                lora.Unmerge();
                LoraModel.Adapters(model).UseNone();
                var without = model.forward(x).detach();
                return $"{Far(attached, before)} {Far(trained, before)} {Far(merged, trained)} {Far(without, before)} {lora.Heads["en"]!.CurrentRank} {lora.Blocks[0].Mlp!.Down.CurrentRank}";
            }

            public static string Refuse()
            {
                using var model = new Net();
                return Error(() => Mixed.Attach(model, with: new() { Lora = new() { Rank = 0 } }))
                    + Error(() => Mixed.Attach(model, with: new() { Budget = 0 }))
                    + Error(() => Mixed.Attach(model, with: new() { Budget = 1 }))
                    + Error(() => Missing.Attach(model))
                    + string.Join(' ', LoraModel.Adapters(model).Names) + (model.parameters().Count() == new Net().parameters().Count());
            }

            private static bool Far(Tensor left, Tensor right) => (left - right).abs().max().item<float>() > 1e-5;

            private static string Error(Action action)
            {
                try
                {
                    action();
                    return "no error\n";
                }
                catch (ArgumentException error)
                {
                    return error.Message + "\n";
                }
            }
        }
        """;

    private static readonly Lazy<Type> s_scenario = new(() => GeneratorHarness.Load(Source).GetType("Scenario")!);

    [Fact]
    public void A_recipe_attaches_what_it_says_and_nothing_else() => Assert.Equal(
        """
        blocks.0.query DyLoraAdapter
        blocks.0.gate LoraAdapter
        blocks.0.mlp.up AdaptiveLoraAdapter
        blocks.0.mlp.down LoraAdapter
        blocks.1.query LoraAdapter
        blocks.1.mlp.up AdaptiveLoraAdapter
        blocks.1.mlp.down LoraAdapter
        experts.0 LoraAdapter
        experts.1 LoraAdapter
        heads.en LoraAdapter
        2 True True 2 6
        """,
        Run("Attach"));

    [Fact]
    public void What_a_recipe_attaches_trains_merges_and_leaves_the_base_alone() =>
        Assert.Equal("False True False False 3 3", Run("Train"));

    [Fact]
    public void Values_that_are_refused_leave_the_model_as_it_was() => Assert.Equal(
        """
        'blocks.0.gate' cannot be adapted so. A rank of 0 adapts nothing: give 1 or more.
        A budget of 0 leaves no rank to share out: give 1 or more (Parameter 'budget')
        A budget of 1 ranks is below the 2 that the 2 adaptive adapters of Mixed need at least: raise the budget or lower MinRank.
        The recipe names 'blocks.9.query', but 'blocks' of this model has 2 elements, from 0 to 1.
        True
        """,
        Run("Refuse"));

    private static string Run(string method)
    {
        try
        {
            return (string)s_scenario.Value.GetMethod(method)!.Invoke(null, null)!;
        }
        catch (TargetInvocationException error)
        {
            throw new InvalidOperationException(error.InnerException!.ToString());
        }
    }
}
