using System.Buffers;
using System.Runtime.InteropServices;
using static TorchSharp.torch;

namespace LoraDsl.Kernels.LowRank;

/// <summary>
/// The low-rank products of a linear layer on the processor, for x, y and gradients of float32 or bfloat16. Sums are formed in float32
/// whatever the type is; bfloat16 is rounded to once, when y or dx is written.
/// </summary>
internal static class CpuLowRank
{
    /// <summary>The greatest rank that the kernels take: beyond it the products are no longer skinny.</summary>
    public const int GreatestRank = 64;

    /// <summary>Values of a line of the processor's cache, which the widest vector fills.</summary>
    internal const int Alignment = 16;

    /// <summary>Values of memory beside the tensors, 512 MiB: with more threads than it has room for, fewer take part.</summary>
    internal const int MostScratch = 1 << 27;

    /// <summary>Rows below which sums of their own, which have to be cleared and added, are not worth it.</summary>
    private const int LeastRowsOfPart = 64;

    /// <summary>Products that are not worth a second thread.</summary>
    private const long FewProducts = 1 << 22;

    /// <summary>Whether the kernels can do it at all; whether they should is a plan's question.</summary>
    /// <param name="x">The input, (T, in).</param>
    /// <param name="a">A, (rank, in).</param>
    /// <param name="b">B, (out, rank).</param>
    public static bool Supports(Tensor x, Tensor a, Tensor b)
    {
        var (shapeOfX, rank, outFeatures) = (x.shape, a.shape[0], b.shape[0]);
        return Matrix.IsReadable(x) && Matrix.IsReadable(a) && Matrix.IsReadable(b)
            && rank is >= 1 and <= GreatestRank
            && shapeOfX[0] is >= 1 and <= int.MaxValue && shapeOfX[1] >= 1 && outFeatures >= 1
            && GreatestRank * (shapeOfX[1] + outFeatures) <= MostScratch / 4;
    }

    /// <summary>y += s·x·Aᵀ·Bᵀ.</summary>
    /// <param name="y">(T, out), contiguous, of x's type.</param>
    /// <param name="x">(T, in).</param>
    /// <param name="a">A, (rank, in).</param>
    /// <param name="b">B, (out, rank).</param>
    /// <param name="scaling">s.</param>
    /// <param name="dropout">What is dropped of x.</param>
    /// <returns>h = s·x·Aᵀ in float32, which belongs to the caller's dispose scope.</returns>
    public static Tensor Forward(Tensor y, Tensor x, Tensor a, Tensor b, double scaling, InputDropout dropout = default)
    {
        using var scope = NewDisposeScope();
        using var noGradient = no_grad();
        var scaled = (float)(scaling * dropout.Scale);
        var input = Matrix.WithWholeRows(x);
        var h = empty(x.shape[0], a.shape[0], dtype: ScalarType.Float32);
        if (x.dtype == ScalarType.Float32)
            Forward<float>(y, input, Float(a), Float(b), scaled, h, dropout);
        else
            Forward<ushort>(y, input, Float(a), Float(b), scaled, h, dropout);
        return h.MoveToOuterDisposeScope();
    }

    /// <summary>The gradients of A and B; u·A is added to <paramref name="dx"/>.</summary>
    /// <param name="g">The gradient of y, (T, out), of x's type.</param>
    /// <param name="x">(T, in).</param>
    /// <param name="h">h in float32; null when it is to be computed again.</param>
    /// <param name="a">A, (rank, in).</param>
    /// <param name="b">B, (out, rank).</param>
    /// <param name="scaling">s.</param>
    /// <param name="dx">The gradient of x so far, (T, in), contiguous; null when it is not wanted.</param>
    /// <param name="dropout">What was dropped of x.</param>
    /// <returns>The gradients in A's and B's type, which belong to the caller's dispose scope.</returns>
    public static (Tensor A, Tensor B) Backward(Tensor g, Tensor x, Tensor? h, Tensor a, Tensor b, double scaling, Tensor? dx, InputDropout dropout = default)
    {
        using var scope = NewDisposeScope();
        using var noGradient = no_grad();
        var scaled = (float)(scaling * dropout.Scale);
        var (gradient, input) = (Matrix.WithWholeRows(g), Matrix.WithWholeRows(x));
        var dA = empty(a.shape, dtype: ScalarType.Float32);
        var dB = empty(b.shape, dtype: ScalarType.Float32);
        if (x.dtype == ScalarType.Float32)
            Backward<float>(gradient, input, h, Float(a), Float(b), scaled, dx, dA, dB, dropout);
        else
            Backward<ushort>(gradient, input, h, Float(a), Float(b), scaled, dx, dA, dB, dropout);
        return (dA.to(a.dtype).MoveToOuterDisposeScope(), dB.to(b.dtype).MoveToOuterDisposeScope());
    }

    /// <summary>The first address that begins a line: a vector that lies across two lines of the cache costs two accesses.</summary>
    internal static unsafe float* Aligned(float* memory) => (float*)(((nint)memory + (Alignment * sizeof(float)) - 1) & -(Alignment * sizeof(float)));

    /// <summary>A factor as the kernels read it.</summary>
    internal static Tensor Float(Tensor factor) => factor.to(ScalarType.Float32).contiguous();

    private static unsafe void Forward<TElement>(Tensor y, Tensor x, Tensor a, Tensor b, float scaling, Tensor h, InputDropout dropout)
        where TElement : unmanaged
    {
        var (rows, inFeatures, outFeatures, rank) = ((int)x.shape[0], (int)x.shape[1], (int)b.shape[0], (int)a.shape[0]);
        var width = Tiles.WidthOf(rank);
        var threads = ThreadsFor((long)rows * rank * (inFeatures + outFeatures));
        var blocks = RowBlocks.Of(rows, (long)sizeof(TElement) * (inFeatures + outFeatures), threads);
        var packed = WholeLines((inFeatures * width) + (outFeatures * rank));
        var each = ForwardWork<TElement>.ScratchOf(blocks, inFeatures, width, dropout);
        threads = Math.Clamp(MostScratch / 2 / each, 1, threads);
        var memory = ArrayPool<float>.Shared.Rent(Alignment + packed + (threads * each));
        fixed (float* start = memory, factorA = Floats(a), factorB = Floats(b))
        fixed (byte* input = Matrix.FirstRow(x), output = Matrix.FirstRow(y), reduced = Matrix.FirstRow(h))
        {
            var scratch = Aligned(start);
            var packedB = scratch + (inFeatures * width);
            FactorPacking.Transpose(factorA, rank, inFeatures, scratch, width, scaling);
            FactorPacking.Transpose(factorB, outFeatures, rank, packedB, outFeatures, scaling: 1);
            new ForwardWork<TElement>(blocks)
            {
                In = inFeatures,
                Out = outFeatures,
                Rank = rank,
                Width = width,
                X = (TElement*)input,
                StrideX = (nint)x.stride(0),
                Y = (TElement*)output,
                H = (float*)reduced,
                PackedA = scratch,
                PackedB = packedB,
                Dropout = dropout,
                Scratch = scratch + packed,
            }.Run(threads);
        }

        ArrayPool<float>.Shared.Return(memory);
        KeepAlive(y, x, a, b);
    }

    private static unsafe void Backward<TElement>(
        Tensor g, Tensor x, Tensor? h, Tensor a, Tensor b, float scaling, Tensor? dx, Tensor dA, Tensor dB, InputDropout dropout)
        where TElement : unmanaged
    {
        var (rows, inFeatures, outFeatures, rank) = ((int)x.shape[0], (int)x.shape[1], (int)b.shape[0], (int)a.shape[0]);
        var width = Tiles.WidthOf(rank);
        var threads = ThreadsFor(2L * rows * rank * (inFeatures + outFeatures));
        var blocks = RowBlocks.Of(rows, (long)sizeof(TElement) * (inFeatures + outFeatures), threads);
        var count = BackwardWork<TElement>.SumsOf(inFeatures, outFeatures, rank);
        var parts = PartsOf(rows, threads, count);
        var each = BackwardWork<TElement>.ScratchOf(blocks, inFeatures, width, dropout);
        threads = Math.Clamp(MostScratch / 4 / each, 1, Math.Min(threads, parts));
        var packed = WholeLines((outFeatures * width) + (h is null ? inFeatures * width : 0));
        var summed = WholeLines(parts * count);
        var memory = ArrayPool<float>.Shared.Rent(Alignment + packed + summed + (threads * each));
        fixed (float* start = memory, factorA = Floats(a), factorB = Floats(b), gradientA = Floats(dA), gradientB = Floats(dB))
        fixed (byte* gradient = Matrix.FirstRow(g), input = Matrix.FirstRow(x), reduced = h is null ? default : Matrix.FirstRow(h), gradientX = dx is null ? default : Matrix.FirstRow(dx))
        {
            var scratch = Aligned(start);
            FactorPacking.Pad(factorB, outFeatures, rank, scratch, width, scaling);
            if (h is null)
                FactorPacking.Transpose(factorA, rank, inFeatures, scratch + (outFeatures * width), width, scaling);
            var sums = scratch + packed;
            new BackwardWork<TElement>(blocks, parts)
            {
                In = inFeatures,
                Out = outFeatures,
                Rank = rank,
                Width = width,
                G = (TElement*)gradient,
                StrideG = (nint)g.stride(0),
                X = (TElement*)input,
                StrideX = (nint)x.stride(0),
                H = (float*)reduced,
                GradientX = (TElement*)gradientX,
                A = factorA,
                PackedB = scratch,
                PackedA = scratch + (outFeatures * width),
                Dropout = dropout,
                Sums = sums,
                Scratch = sums + summed,
            }.Run(threads);
            for (var part = 1; part < parts; part++)
                FactorPacking.Add(sums, sums + ((nint)part * count), count);
            FactorPacking.Transpose(sums, rank, outFeatures, gradientB, rank, scaling: 1);
            new ReadOnlySpan<float>(sums + ((nint)rank * outFeatures), rank * inFeatures).CopyTo(new Span<float>(gradientA, rank * inFeatures));
        }

        ArrayPool<float>.Shared.Return(memory);
        KeepAlive(g, x, h, a, b, dx);
    }

    // The addresses alone would not keep the tensors from being finalized.
    private static void KeepAlive(params ReadOnlySpan<Tensor?> tensors)
    {
        foreach (var tensor in tensors)
            GC.KeepAlive(tensor);
    }

    private static Span<float> Floats(Tensor tensor) => MemoryMarshal.Cast<byte, float>(tensor.bytes);

    /// <summary>A number of values rounded up to whole lines.</summary>
    internal static int WholeLines(int values) => (values + Alignment - 1) & -Alignment;

    /// <summary>Threads that are worth it for a number of products.</summary>
    internal static int ThreadsFor(long products) => products < FewProducts ? 1 : LoraPlans.Threads;

    /// <summary>
    /// Parts of the rows with sums of their own. Two a thread: where a helper comes late or is slowed down, the others take over what it has not begun.
    /// </summary>
    internal static int PartsOf(int rows, int threads, int sums) =>
        threads == 1 ? 1 : Math.Clamp(Math.Min(2 * threads, rows / LeastRowsOfPart), 1, Math.Max(1, MostScratch / 2 / sums));
}
