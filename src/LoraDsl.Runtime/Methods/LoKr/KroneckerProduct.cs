using static TorchSharp.torch;

namespace LoraDsl.Methods;

/// <summary>W1 ⊗ W2: row l·k' + k and column m·n' + n hold W1[l, m]·W2[k, n]. Results belong to the caller's scope.</summary>
internal static class KroneckerProduct
{
    /// <summary>The product itself, with a kernel's sizes at the end where W2 has them.</summary>
    public static Tensor Of(LoKrShape shape, Tensor left, Tensor right)
    {
        var (l, k, m, n, kernel) = shape;
        var kernelSize = kernel.Aggregate(1L, (product, size) => product * size);
        return left.view(l, 1, m, 1, 1).mul(right.reshape(1, k, 1, n, kernelSize)).reshape(l * k, m * n * kernelSize);
    }

    /// <summary>
    /// x·(W1 ⊗ W2)ᵀ without the product: x as (T, m, n) is multiplied by W1 on one side and by W2 on the other, in the order that takes fewer
    /// multiplications.
    /// </summary>
    /// <param name="x">(T, m·n).</param>
    /// <param name="shape">The sizes.</param>
    /// <param name="left">W1, (l, m).</param>
    /// <param name="right">W2, (k, n), or its factors (k, rank) and (rank, n).</param>
    /// <returns>(T, l·k).</returns>
    public static Tensor Apply(Tensor x, LoKrShape shape, Tensor left, (Tensor A, Tensor? B) right)
    {
        using var scope = NewDisposeScope();
        var (l, k, m, n, _) = shape;
        var rank = right.B?.shape[0];
        var ofRight = rank is { } inner ? inner * (n + k) : n * k;
        var isRightFirst = m * (ofRight + (k * l)) <= l * ((n * m) + ofRight);
        var rows = x.view(-1, m, n);
        var product = isRightFirst ? ByLeft(ByRight(rows, right), left) : ByRight(ByLeft(rows, left), right);
        return product.reshape(-1, l * k).MoveToOuterDisposeScope();
    }

    // (T, …, n) to (T, …, k).
    private static Tensor ByRight(Tensor x, (Tensor A, Tensor? B) right) =>
        right.B is { } b ? nn.functional.linear(nn.functional.linear(x, b), right.A) : nn.functional.linear(x, right.A);

    // (T, m, …) to (T, l, …).
    private static Tensor ByLeft(Tensor x, Tensor left) => nn.functional.linear(x.transpose(1, 2), left).transpose(1, 2);
}
