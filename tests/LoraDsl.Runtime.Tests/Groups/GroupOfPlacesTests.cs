using LoraDsl.Adapters;
using LoraDsl.Methods;
using LoraDsl.Runtime.Tests.Models;
using TorchSharp;
using static TorchSharp.torch;

namespace LoraDsl.Runtime.Tests.Groups;

/// <summary>A group of places has the outputs and the gradients of its places one by one, whatever has been attached and is in force.</summary>
public sealed class GroupOfPlacesTests : IDisposable
{
    private readonly DisposeScope scope = NewDisposeScope();
    private readonly GroupedPlaces model;

    public GroupOfPlacesTests()
    {
        random.manual_seed(7);
        model = new GroupedPlaces();
        model.to(ScalarType.Float64);
    }

    public static TheoryData<string> Recipes => ["none", "every", "two", "one", "unlike", "triplets", "dora"];

    [Theory]
    [MemberData(nameof(Recipes))]
    public void Passes_of_a_group_are_those_of_its_places(string recipe)
    {
        Attach(recipe);
        foreach (var training in new[] { true, false })
        {
            model.train(training);
            GroupComparison.RequireSameAsSingly(model, 4, 7);
            GroupComparison.RequireSameAsSingly(model, 2, 3, 7);
        }
    }

    [Theory]
    [InlineData("one")]
    [InlineData("sum")]
    [InlineData("rows")]
    [InlineData("merged")]
    [InlineData("disabled")]
    [InlineData("none")]
    public void Passes_of_a_group_follow_what_is_in_force(string choice)
    {
        Attach("every", "a");
        Attach("two", "b");
        var adapters = LoraModel.Adapters(model);
        switch (choice)
        {
            case "one":
                adapters.Use("b");
                break;
            case "sum":
                adapters.Use(("a", 0.5), ("b", 2));
                break;
            case "rows":
                adapters.Rows(["a", "b", null, "a"]);
                break;
            case "merged":
                adapters.Use("b");
                adapters.Merge();
                break;
            case "disabled":
                adapters["b"].Enabled = false;
                break;
            default:
                adapters.UseNone();
                break;
        }

        GroupComparison.RequireSameAsSingly(model, 4, 7);
    }

    [Fact]
    public void A_place_that_shares_no_pass_leaves_the_others_theirs()
    {
        Attach("every");
        LoraModel.Adapters(model).UseNone();
        OneProjection.Attach(model, "other");
        var hooked = 0;
        model.Bare.register_forward_hook((_, _, output) =>
        {
            hooked++;
            return output;
        });
        GroupComparison.RequireSameAsSingly(model, 4, 7);
        Assert.Equal(2, hooked);
    }

    [Fact]
    public void Layers_that_cannot_read_one_input_are_both_named()
    {
        using var misfits = new MisfitPlaces(4, 8);
        Assert.Equal(
            "The layers of the group 'GateUp' cannot read one input: 'gate' takes 4 features and 'up' 8. Make them agree, or take [LoraGroup] from one of them.",
            Assert.Throws<InvalidOperationException>(() => misfits.Run(zeros(1, 4))).Message);
    }

    public void Dispose()
    {
        model.Dispose();
        scope.Dispose();
    }

    private void Attach(string recipe, string name = "default")
    {
        AdapterSet? set = recipe switch
        {
            "every" => EveryProjection.Attach(model, name),
            "two" => TwoProjections.Attach(model, name),
            "one" => OneProjection.Attach(model, name),
            "unlike" => UnlikeProjections.Attach(model, name),
            "triplets" => TripletProjections.Attach(model, name),
            "dora" => LoraModel.Attach(model, new LoraConfig { Rank = 2, Dora = true, TargetModules = ["query", "key"] }, name),
            _ => null,
        };
        foreach (var (_, adapter) in set?.Named() ?? [])
        {
            Reference.Randomize(adapter);
            if (adapter is DyLoraAdapter dyLora)
                dyLora.DrawRank(0.6);
        }
    }
}
