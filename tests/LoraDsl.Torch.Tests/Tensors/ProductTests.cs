using TorchSharp;
using static TorchSharp.torch;

namespace LoraDsl.Torch.Tests.Tensors;

public sealed class ProductTests : IDisposable
{
    private readonly DisposeScope scope = NewDisposeScope();
    private readonly Generator generator = new(7);

    public void Dispose()
    {
        generator.Dispose();
        scope.Dispose();
    }

    private Tensor Random(params long[] shape) => randn(shape, dtype: float64, generator: generator);

    private static double[,] Multiply(Tensor left, Tensor right)
    {
        var (a, b) = (left.data<double>(), right.data<double>());
        var product = new double[left.shape[0], right.shape[1]];
        for (var i = 0; i < product.GetLength(0); i++)
            for (var j = 0; j < product.GetLength(1); j++)
                for (var k = 0; k < left.shape[1]; k++)
                    product[i, j] += a[i, k] * b[k, j];
        return product;
    }

    [Fact]
    public void Every_form_of_the_matrix_product_agrees_with_three_loops()
    {
        var (a, b, c) = (Random(3, 4), Random(4, 5), Random(3, 5));
        var expected = tensor(Multiply(a, b));
        Assert.True(a.mm(b).allclose(expected));
        Assert.True(a.matmul(b).allclose(expected));
        Assert.True(einsum("ij,jk->ik", a, b).allclose(expected));
        Assert.True(tensordot(a, b, [1], [0]).allclose(expected));
        Assert.True(a.unsqueeze(0).bmm(b.unsqueeze(0))[0].allclose(expected));
        Assert.True(c.addmm(a, b, beta: 2, alpha: 0.5f).allclose((2 * c) + (0.5 * expected)));
        Assert.True(c.clone().addmm_(a, b).allclose(c + expected));
        Assert.True(a.mv(b[TensorIndex.Colon, 0]).allclose(expected[TensorIndex.Colon, 0]));
        Assert.Equal(Multiply(a[0..1], a[0..1].t())[0, 0], a[0].dot(a[0]).item<double>(), 1e-12);
        Assert.True(outer(a[0], b[0]).allclose(a[0].unsqueeze(1) * b[0]));
    }

    [Theory]
    [InlineData(5, 3)]
    [InlineData(3, 5)]
    public void Factors_multiply_back(long rows, long columns)
    {
        var matrix = Random(rows, columns);
        var (u, s, vh) = linalg.svd(matrix, fullMatrices: false);
        Assert.True(u.mm(s.diag()).mm(vh).allclose(matrix));
        Assert.True(linalg.svdvals(matrix).allclose(s));
        var (q, r) = linalg.qr(matrix);
        Assert.True(q.mm(r).allclose(matrix));
        Assert.True(q.t().mm(q).allclose(eye(Math.Min(rows, columns), dtype: float64)));
        Assert.True(matrix.mm(linalg.pinv(matrix)).mm(matrix).allclose(matrix));
        Assert.Equal(Math.Min(rows, columns), linalg.matrix_rank(matrix).item<long>());
    }

    [Fact]
    public void Symmetric_and_square_matrices_are_solved_inverted_and_decomposed()
    {
        var root = Random(4, 4);
        var matrix = root.mm(root.t()) + eye(4, dtype: float64);
        var right = Random(4, 2);
        Assert.True(matrix.mm(linalg.solve(matrix, right)).allclose(right));
        Assert.True(linalg.inv(matrix).mm(matrix).allclose(eye(4, dtype: float64)));
        var (values, vectors) = linalg.eigh(matrix);
        Assert.True(vectors.mm(values.diag()).mm(vectors.t()).allclose(matrix));
        var lower = linalg.cholesky(matrix);
        Assert.True(lower.mm(lower.t()).allclose(matrix));
        Assert.True(linalg.solve_triangular(lower, right, upper: false).allclose(linalg.solve(lower, right)));
        Assert.True(linalg.det(matrix).log().allclose(linalg.slogdet(matrix).Item2));
    }

    [Fact]
    public void Norms()
    {
        var matrix = tensor(new[,] { { 3.0, 0.0 }, { 0.0, -4.0 } });
        Assert.Equal(5, linalg.norm(matrix).item<double>(), 1e-12);
        Assert.Equal(7, linalg.matrix_norm(matrix, "nuc").item<double>(), 1e-12);
        Assert.Equal(4, linalg.matrix_norm(matrix, 2.0).item<double>(), 1e-12);
        Assert.Equal(7, linalg.vector_norm(matrix, 1).item<double>(), 1e-12);
        Assert.Equal([3.0, 4.0], linalg.norm(matrix, dims: [1]).data<double>().ToArray());
    }
}
