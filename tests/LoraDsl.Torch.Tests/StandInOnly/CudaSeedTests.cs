using static TorchSharp.torch;

namespace LoraDsl.Torch.Tests.StandInOnly;

/// <summary>Seeds of GPUs, as in PyTorch's documentation. TorchSharp's calls look for a GPU first, and say otherwise without one.</summary>
public sealed class CudaSeedTests
{
    [Fact]
    public void Seeding_the_GPUs_leaves_the_processors_generator_alone()
    {
        random.manual_seed(11);
        using var expected = rand(4);
        random.manual_seed(11);
        cuda.manual_seed(5);
        cuda.manual_seed_all(6);
        using var drawn = rand(4);
        Assert.True(expected.Equals(drawn));
    }
}
