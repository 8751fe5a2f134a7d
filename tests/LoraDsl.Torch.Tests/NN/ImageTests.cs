using TorchSharp;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace LoraDsl.Torch.Tests.NN;

public class ImageTests
{
    [Theory]
    [InlineData(1, 0, 1, 1)]
    [InlineData(2, 1, 1, 2)]
    [InlineData(1, 2, 2, 1)]
    public void A_convolution_is_the_sum_over_its_window(int stride, int padding, int dilation, int groups)
    {
        using var layer = Conv2d(2, 4, 3, stride, padding, dilation, groups: groups, dtype: ScalarType.Float64);
        var x = Numbers.Random(1, 2 * 6 * 7);
        using var input = Numbers.Tensor(x, 1, 2, 6, 7);
        using var output = layer.forward(input);
        var w = Numbers.Of(layer.weight);
        var b = Numbers.Of(layer.bias!);
        var (height, width) = ((int)output.shape[2], (int)output.shape[3]);
        var expected = new List<double>();
        var each = 2 / groups;
        for (var o = 0; o < 4; o++)
        {
            for (var r = 0; r < height; r++)
            {
                for (var c = 0; c < width; c++)
                {
                    var sum = b[o];
                    for (var i = 0; i < each; i++)
                    {
                        var channel = (o / (4 / groups) * each) + i;
                        for (var k = 0; k < 9; k++)
                        {
                            var (row, column) = ((r * stride) - padding + (k / 3 * dilation), (c * stride) - padding + (k % 3 * dilation));
                            if (row is >= 0 and < 6 && column is >= 0 and < 7)
                                sum += w[(((o * each) + i) * 9) + k] * x[(((channel * 6) + row) * 7) + column];
                        }
                    }
                    expected.Add(sum);
                }
            }
        }
        Assert.Equal((6 + (2 * padding) - (2 * dilation) - 1) / stride + 1, height);
        Numbers.AssertClose([.. expected], output);
    }

    [Fact]
    public void Padding_by_words_and_by_other_modes_keeps_the_size()
    {
        using var input = rand(1, 1, 5, 5);
        using var same = Conv2d(1, 2, (3, 5), Padding.Same);
        Assert.Equal([1, 2, 5, 5], same.forward(input).shape);
        using var valid = Conv2d(1, 2, 3, Padding.Valid);
        Assert.Equal([1, 2, 3, 3], valid.forward(input).shape);
        using var reflected = Conv2d(1, 1, 3, Padding.Same, padding_mode: PaddingModes.Reflect, bias: false);
        init.zeros_(reflected.weight);
        using (no_grad())
            reflected.weight.flatten().narrow(0, 0, 1).fill_(1);
        // Each output is then its upper left neighbour; that of the corner, reflected, is the element (1, 1).
        Assert.Equal(Numbers.Of(input)[6], Numbers.Of(reflected.forward(input))[0]);
    }

    [Fact]
    public void Another_number_of_channels_is_refused()
    {
        using var layer = Conv2d(2, 1, 1);
        using var input = zeros(1, 3, 2, 2);
        Assert.Throws<ArgumentException>(() => layer.forward(input));
    }

    [Fact]
    public void Pools_take_the_greatest_value_and_the_mean_of_each_window()
    {
        double[] x = [.. Enumerable.Range(0, 16).Select(i => (double)(i * 7 % 16))];
        using var input = Numbers.Tensor(x, 1, 1, 4, 4);
        double[][] windows = [[0, 1, 4, 5], [2, 3, 6, 7], [8, 9, 12, 13], [10, 11, 14, 15]];
        using var greatest = MaxPool2d(2);
        Numbers.AssertClose([.. windows.Select(w => w.Max(i => x[(int)i]))], greatest.forward(input));
        using var mean = AvgPool2d((2, 2));
        Numbers.AssertClose([.. windows.Select(w => w.Average(i => x[(int)i]))], mean.forward(input));
        var (values, places) = greatest.forward_with_indices(input);
        Assert.Equal(Numbers.Of(values), Numbers.Of(places).Select(i => x[(int)i]));
    }

    [Fact]
    public void Batch_norm_uses_the_batch_in_training_and_running_statistics_otherwise()
    {
        using var layer = BatchNorm2d(2, eps: 1e-3, dtype: ScalarType.Float64);
        Assert.Equal(["weight", "bias", "running_mean", "running_var", "num_batches_tracked"], layer.state_dict().Keys);
        var x = Numbers.Random(2, 12);
        using var input = Numbers.Tensor(x, 3, 2, 1, 2);
        var channels = Enumerable.Range(0, 2).Select(c => x.Where((_, i) => i / 2 % 2 == c).ToArray()).ToArray();
        double[] means = [.. channels.Select(v => v.Average())];
        double[] variances = [.. channels.Select((v, c) => v.Average(e => (e - means[c]) * (e - means[c])))];

        Numbers.AssertClose([.. x.Select((v, i) => (v - means[i / 2 % 2]) / Math.Sqrt(variances[i / 2 % 2] + 1e-3))], layer.forward(input), 1e-10);
        double[] running = [.. variances.Select(v => 0.9 + (0.1 * v * 6 / 5))];
        Numbers.AssertClose([.. means.Select(m => 0.1 * m)], layer.running_mean!, 1e-10);
        Numbers.AssertClose(running, layer.running_var!, 1e-10);
        Numbers.AssertClose([1], layer.num_batches_tracked!);

        layer.eval();
        Numbers.AssertClose([.. x.Select((v, i) => (v - (0.1 * means[i / 2 % 2])) / Math.Sqrt(running[i / 2 % 2] + 1e-3))], layer.forward(input), 1e-10);
        layer.to(ScalarType.Float32);
        Assert.Equal(ScalarType.Float32, layer.running_mean!.dtype);
        using var counting = BatchNorm2d(2);
        Assert.Equal(ScalarType.Int64, counting.to(ScalarType.Float64).num_batches_tracked!.dtype);
        Assert.Same(layer.get_buffer("running_mean"), layer.running_mean);
    }

    [Fact]
    public void Padding_adds_elements_of_its_mode()
    {
        using var input = Numbers.Tensor([1, 2, 3], 1, 1, 3);
        Numbers.AssertClose([9, 1, 2, 3, 9, 9], functional.pad(input, (1, 2), value: 9));
        Numbers.AssertClose([9, 1, 2, 3, 9], functional.pad(input, (1, 1), PaddingModes.Zeros, 9));
        Assert.Equal([3, 3, 5], functional.pad(input, 1).shape);
        Numbers.AssertClose([2, 1, 2, 3, 2], functional.pad(input, [1L, 1L], PaddingModes.Reflect));
        Numbers.AssertClose([1, 1, 2, 3, 3], functional.pad(input, (1, 1), PaddingModes.Replicate));
        Numbers.AssertClose([3, 1, 2, 3, 1], functional.pad(input, (1, 1), PaddingModes.Circular));
    }
}
