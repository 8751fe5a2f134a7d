using LoraDsl.Initialization;
using LoraDsl.Runtime.Tests.Models;
using static TorchSharp.torch;

namespace LoraDsl.Runtime.Tests.Initialization;

public sealed class DepthTests
{
    [Fact]
    public void Depths_follow_the_fields_of_the_whole_model()
    {
        using var model = new DeepNet();
        var depths = model.Lora.Depths();
        Assert.Equal(
            ["input 0", "blocks.0.up 1", "blocks.0.down 2", "blocks.1.up 3", "blocks.1.down 4", "output 5"],
            model.Lora.Named().OrderBy(entry => depths[entry.Adapter]).Select(entry => $"{entry.Path} {Math.Round(6 * depths[entry.Adapter])}"));
        Assert.Equal(3.0 / 6, depths[model.Lora.Blocks[1].Up]);
    }

    [Fact]
    public void A_part_of_a_model_starts_at_its_place_in_the_whole()
    {
        using var scope = NewDisposeScope();
        using var model = new DeepNet();
        var told = new List<(string, double)>();
        model.Lora.Blocks[1].Initialize(new Recording(told));
        Assert.Equal([("blocks.1.up", 3.0 / 6), ("blocks.1.down", 4.0 / 6)], told);
        told.Clear();
        model.Lora.Output.Initialize(new Recording(told));
        Assert.Equal([("output", 5.0 / 6)], told);
        Assert.False(model.Lora.Input.IsInitialized);
    }

    private sealed class Recording(List<(string Path, double Depth)> told) : IAdapterInitializer
    {
        public string Name => "recording";

        public InitializerNeeds Needs => InitializerNeeds.Depth;

        public bool ChangesModel => false;

        public void Fill(InitializerContext start)
        {
            told.Add((start.Path, start.Depth));
            start.A.fill_(1);
            start.B.zero_();
        }
    }
}
