using LoraDsl.Analysis;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace LoraDsl.Runtime.Tests.Analysis;

/// <summary>Least squares in a random subspace of d of D dimensions: d/D of the error can be trained away on average, whatever P is.</summary>
public sealed class IntrinsicDimensionTests
{
    private const int Size = 40;

    [Fact]
    public void A_subspace_trains_its_part_of_the_error_away()
    {
        using var scope = NewDisposeScope();
        manual_seed(3);
        using var parameter = new Parameter(zeros(Size, dtype: ScalarType.Float64));
        var target = randn(Size, dtype: ScalarType.Float64);
        var search = Search(parameter, target, [10, 20, 30], share: 1);
        Assert.Equal([10, 20, 30], search.Reached.Select(reached => reached.Dimension));
        Assert.Null(search.Dimension);

        // What a projection on d random directions keeps: within three standard deviations of a Beta(d/2, (D − d)/2).
        foreach (var (dimension, score) in search.Reached)
        {
            var kept = (double)dimension / Size;
            var deviation = Math.Sqrt(kept * (1 - kept) / ((Size / 2.0) + 1));
            Assert.InRange(score, kept - (3 * deviation), kept + (3 * deviation));
        }

        var enough = Search(parameter, target, [10, 20, 30], share: search.Reached[1].Score - 1e-9);
        Assert.Equal((20, 2), (enough.Dimension, enough.Reached.Count));
    }

    [Fact]
    public void A_unit_of_a_coordinate_moves_all_parameters_together_by_a_unit()
    {
        using var scope = NewDisposeScope();
        manual_seed(4);
        using var first = new Parameter(randn(6, 5, dtype: ScalarType.Float64));
        using var second = new Parameter(randn(9, dtype: ScalarType.Float64));
        var (a, b) = (first.detach().clone(), second.detach().clone());
        using var subspace = new RandomSubspace([first, second], dimension: 3, seed: 2);
        using (no_grad())
            subspace.Coordinates[1].fill_(1);
        subspace.Apply();
        var moved = first.sub(a).square().sum().add(second.sub(b).square().sum()).sqrt().item<double>();
        Assert.Equal(1, moved, 6);
    }

    [Fact]
    public void Parameters_and_their_gradients_are_as_they_were()
    {
        using var scope = NewDisposeScope();
        manual_seed(3);
        using var parameter = new Parameter(randn(Size, dtype: ScalarType.Float64));
        parameter.grad = randn(Size, dtype: ScalarType.Float64);
        var (values, gradient) = (parameter.detach().clone(), parameter.grad.clone());
        Search(parameter, randn(Size, dtype: ScalarType.Float64), [1, 2], share: 1);
        Assert.True(values.equal(parameter).all().item<bool>());
        Assert.True(gradient.equal(parameter.grad).all().item<bool>());
        Assert.Throws<InvalidOperationException>(() => new IntrinsicDimension().Search(
            [parameter], [4], 2, step => step == 0 ? parameter.square().sum() : throw new InvalidOperationException(), () => 0, 1));
        Assert.True(values.equal(parameter).all().item<bool>());
    }

    [Theory]
    [InlineData]
    [InlineData(0, 1)]
    [InlineData(4, 4)]
    public void Dimensions_have_to_grow(params int[] dimensions)
    {
        using var parameter = new Parameter(zeros(3));
        Assert.Throws<ArgumentException>(() => new IntrinsicDimension().Search([parameter], dimensions, 1, _ => parameter.sum(), () => 0, 1));
    }

    private static SubspaceSearch Search(Parameter parameter, Tensor target, int[] dimensions, double share)
    {
        var start = Error(parameter, target).item<double>();
        var dimension = new IntrinsicDimension(seed: 11) { Share = share, Optimizer = z => optim.Adam(z, lr: 0.1) };
        return dimension.Search(
            [parameter],
            dimensions,
            400,
            _ => Error(parameter, target),
            () => 1 - (Error(parameter, target).item<double>() / start),
            fullScore: 1);
    }

    private static Tensor Error(Tensor parameter, Tensor target) => parameter.sub(target).square().sum();
}
