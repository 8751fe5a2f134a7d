using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace LoraDsl.Torch.Tests.NN;

public class DropoutTests
{
    [Fact]
    public void Training_drops_a_part_and_scales_the_rest_and_evaluation_does_nothing()
    {
        random.manual_seed(3);
        using var layer = Dropout(0.25);
        using var input = ones(10_000);
        using var output = layer.forward(input);
        var values = Numbers.Of(output);
        Assert.All(values, value => Assert.True(value == 0 || Math.Abs(value - (4.0 / 3)) < 1e-6));
        Assert.InRange(values.Count(value => value == 0), 2_300, 2_700);
        layer.eval();
        Numbers.AssertClose(Numbers.Of(input), layer.forward(input));
    }

    [Fact]
    public void Dropout_in_place_changes_its_input()
    {
        using var layer = Dropout(1, inplace: true);
        using var input = ones(3);
        layer.forward(input).Dispose();
        Numbers.AssertClose([0, 0, 0], input);
    }

    [Theory]
    [InlineData(-0.1)]
    [InlineData(1.1)]
    public void A_probability_must_be_one(double p)
    {
        using var layer = Dropout(p);
        using var input = ones(3);
        Assert.Throws<System.Runtime.InteropServices.ExternalException>(() => layer.forward(input));
    }
}
