using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace LoraDsl.Torch.Tests.NN;

public class InitTests
{
    private const int Rows = 300;
    private const int Columns = 200;

    public static TheoryData<string, double> Deviations => new()
    {
        { "uniform", 2 / Math.Sqrt(12) },
        { "normal", 0.5 },
        { "xavier_uniform", 2 * Math.Sqrt(2.0 / (Rows + Columns)) },
        { "xavier_normal", 2 * Math.Sqrt(2.0 / (Rows + Columns)) },
        { "kaiming_uniform", Math.Sqrt(2.0 / Rows) },
        { "kaiming_normal", Math.Sqrt(2.0 / 5 / Columns) },
    };

    [Theory]
    [MemberData(nameof(Deviations))]
    public void Distributions_have_their_moments(string name, double deviation)
    {
        random.manual_seed(4);
        using var weight = empty(Rows, Columns, dtype: ScalarType.Float64);
        var returned = name switch
        {
            "uniform" => init.uniform_(weight, -1, 1),
            "normal" => init.normal_(weight, 0, 0.5),
            "xavier_uniform" => init.xavier_uniform_(weight, gain: 2),
            "xavier_normal" => init.xavier_normal_(weight, gain: 2),
            "kaiming_uniform" => init.kaiming_uniform_(weight, mode: init.FanInOut.FanOut, nonlinearity: init.NonlinearityType.ReLU),
            _ => init.kaiming_normal_(weight, a: 2),
        };
        Assert.Same(weight, returned);
        var values = Numbers.Of(weight);
        Assert.InRange(values.Average(), -0.02 * deviation, 0.02 * deviation);
        Assert.InRange(Math.Sqrt(values.Average(v => v * v)), 0.98 * deviation, 1.02 * deviation);
        if (name.EndsWith("uniform", StringComparison.Ordinal))
            Assert.InRange(values.Max(), 0.98 * Math.Sqrt(3) * deviation, 1.0001 * Math.Sqrt(3) * deviation);
    }

    [Fact]
    public void Fans_count_inputs_outputs_and_the_kernel()
    {
        using var kernel = empty(8, 3, 5, 7);
        Assert.Equal((3 * 35, 8 * 35), init.CalculateFanInAndFanOut(kernel));
        using var vector = empty(3);
        Assert.Throws<ArgumentException>(() => init.CalculateFanInAndFanOut(vector));
    }

    [Fact]
    public void Gains_are_those_of_their_nonlinearities()
    {
        Assert.Equal(1, init.calculate_gain(init.NonlinearityType.Linear));
        Assert.Equal(5.0 / 3, init.calculate_gain(init.NonlinearityType.Tanh));
        Assert.Equal(Math.Sqrt(2), init.calculate_gain(init.NonlinearityType.ReLU));
        Assert.Equal(Math.Sqrt(1.0 / 3), init.calculate_gain(init.NonlinearityType.LeakyReLU, Math.Sqrt(5)), 12);
    }

    [Theory]
    [InlineData(5, 3)]
    [InlineData(3, 5)]
    public void An_orthogonal_matrix_has_orthonormal_rows_or_columns(int rows, int columns)
    {
        using var matrix = empty(rows, columns, dtype: ScalarType.Float64);
        init.orthogonal_(matrix, gain: 2);
        using var gram = rows < columns ? matrix.mm(matrix.t()) : matrix.t().mm(matrix);
        using var expected = eye(3, dtype: ScalarType.Float64) * 4;
        Numbers.AssertClose(Numbers.Of(expected), gram, 1e-5);
    }

    [Fact]
    public void Constants_and_the_identity_are_filled_in_outside_of_autograd()
    {
        using var matrix = new TorchSharp.Modules.Parameter(empty(2, 3));
        Numbers.AssertClose([7, 7, 7, 7, 7, 7], init.constant_(matrix, 7));
        Numbers.AssertClose([1, 1, 1, 1, 1, 1], init.ones_(matrix));
        Numbers.AssertClose([0, 0, 0, 0, 0, 0], init.zeros_(matrix));
        Numbers.AssertClose([1, 0, 0, 0, 1, 0], init.eye_(matrix));
        Assert.True(matrix.is_leaf && matrix.requires_grad);
    }
}
