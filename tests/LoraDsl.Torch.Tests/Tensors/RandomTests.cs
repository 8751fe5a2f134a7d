using TorchSharp;
using static TorchSharp.torch;

namespace LoraDsl.Torch.Tests.Tensors;

public sealed class RandomTests : IDisposable
{
    private readonly DisposeScope scope = NewDisposeScope();

    public void Dispose() => scope.Dispose();

    [Fact]
    public void A_seed_brings_the_same_numbers_again()
    {
        manual_seed(5).Dispose();
        var first = randn(100);
        manual_seed(5).Dispose();
        Assert.True(first.Equals(randn(100)));
        Assert.False(first.Equals(randn(100)));
        Assert.Equal(5, initial_seed());
    }

    [Fact]
    public void A_state_brings_back_the_numbers_that_followed_it()
    {
        var state = get_rng_state();
        var first = rand(17);
        var second = randperm(50);
        set_rng_state(state);
        Assert.True(first.Equals(rand(17)));
        Assert.True(second.Equals(randperm(50)));
    }

    [Fact]
    public void A_generator_of_ones_own_leaves_the_default_one_alone()
    {
        var before = get_rng_state();
        using var generator = new Generator(3);
        var drawn = zeros(10).normal_(generator: generator);
        using var again = new Generator(3);
        Assert.True(drawn.Equals(randn(10, generator: again)));
        Assert.True(before.Equals(get_rng_state()));
        generator.manual_seed(3);
        Assert.True(drawn.Equals(randn(10, generator: generator)));
        Assert.Equal(3, generator.initial_seed());
    }

    [Fact]
    public void Draws_stay_in_their_ranges()
    {
        using var generator = new Generator(11);
        var uniform = empty(1000).uniform_(-2, 3, generator);
        Assert.InRange(uniform.min().item<float>(), -2, 3);
        Assert.InRange(uniform.mean().item<float>(), 0.3f, 0.7f);
        var integers = randint(5, 8, [1000], generator: generator);
        Assert.Equal([5L, 6L, 7L], integers.data<long>().ToArray().Distinct().Order());
        Assert.InRange(empty(1000).bernoulli_(0.25, generator).mean().item<float>(), 0.2f, 0.3f);
        Assert.Equal(Enumerable.Range(0, 9).Select(i => (long)i), randperm(9, generator: generator).data<long>().ToArray().Order());
        Assert.InRange(normal(5, 0.1, [1000], generator: generator).mean().item<float>(), 4.9f, 5.1f);
    }
}
