using System.Buffers;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using static TorchSharp.torch;

namespace LoraDsl.Kernels.LowRank;

/// <summary>The low-rank products of a group of linear layers on the processor, as <see cref="CpuLowRank"/> has those of one.</summary>
internal static unsafe class CpuGroup
{
    /// <summary>Whether the kernels can do it at all; whether they should is a plan's question.</summary>
    /// <param name="x">The input, (T, in).</param>
    /// <param name="members">The layers.</param>
    public static bool Supports(Tensor x, IReadOnlyList<GroupMember> members)
    {
        var (shape, rank, outputs) = (x.shape, 0L, 0L);
        foreach (var member in members)
        {
            if (!Matrix.IsReadable(member.A) || !Matrix.IsReadable(member.B))
                return false;
            rank += member.A.shape[0];
            outputs += member.B.shape[0];
        }

        return Matrix.IsReadable(x) && rank is >= 1 and <= CpuLowRank.GreatestRank && shape[0] is >= 1 and <= int.MaxValue
            && CpuLowRank.GreatestRank * (shape[1] + outputs) <= CpuLowRank.MostScratch / 4;
    }

    /// <summary>yᵢ += sᵢ·x·Aᵢᵀ·Bᵢᵀ.</summary>
    /// <param name="outputs">(T, outᵢ), contiguous, of x's type.</param>
    /// <param name="x">(T, in).</param>
    /// <param name="members">The layers.</param>
    /// <returns>The hᵢ = sᵢ·x·Aᵢᵀ side by side in float32, which belong to the caller's dispose scope.</returns>
    public static Tensor Forward(IReadOnlyList<Tensor> outputs, Tensor x, IReadOnlyList<GroupMember> members)
    {
        using var scope = NewDisposeScope();
        using var noGradient = no_grad();
        var h = empty(x.shape[0], members.Sum(static member => member.A.shape[0]), dtype: ScalarType.Float32);
        if (x.dtype == ScalarType.Float32)
            Forward<float>(outputs, Matrix.WithWholeRows(x), members, h);
        else
            Forward<ushort>(outputs, Matrix.WithWholeRows(x), members, h);
        return h.MoveToOuterDisposeScope();
    }

    /// <summary>The gradients of every Aᵢ and Bᵢ; Σ uᵢ·Aᵢ is added to <paramref name="dx"/>.</summary>
    /// <param name="gradients">The gradients of the outputs, (T, outᵢ), of x's type.</param>
    /// <param name="x">(T, in).</param>
    /// <param name="h">The hᵢ side by side in float32.</param>
    /// <param name="members">The layers.</param>
    /// <param name="dx">The gradient of x so far, (T, in), contiguous; null when it is not wanted.</param>
    /// <returns>The gradients in the type of their factor, which belong to the caller's dispose scope.</returns>
    public static (IReadOnlyList<Tensor> A, IReadOnlyList<Tensor> B) Backward(
        IReadOnlyList<Tensor> gradients, Tensor x, Tensor h, IReadOnlyList<GroupMember> members, Tensor? dx)
    {
        using var scope = NewDisposeScope();
        using var noGradient = no_grad();
        Tensor[] whole = [.. gradients.Select(Matrix.WithWholeRows)];
        var joined = empty(h.shape[1], x.shape[1], dtype: ScalarType.Float32);
        Tensor[] dB = [.. members.Select(static member => empty(member.B.shape, dtype: ScalarType.Float32))];
        if (x.dtype == ScalarType.Float32)
            Backward<float>(whole, Matrix.WithWholeRows(x), h.contiguous(), members, dx, joined, dB);
        else
            Backward<ushort>(whole, Matrix.WithWholeRows(x), h.contiguous(), members, dx, joined, dB);
        var dA = new Tensor[members.Count];
        foreach (var (index, part) in GroupOperators.Parts(members))
        {
            dA[index] = joined.narrow(0, part.First, part.Rank).to(members[index].A.dtype).MoveToOuterDisposeScope();
            dB[index] = dB[index].to(members[index].B.dtype).MoveToOuterDisposeScope();
        }

        return (dA, dB);
    }

    private static void Forward<TElement>(IReadOnlyList<Tensor> outputs, Tensor x, IReadOnlyList<GroupMember> members, Tensor h)
        where TElement : unmanaged
    {
        var (rows, inFeatures, rank) = ((int)x.shape[0], (int)x.shape[1], (int)h.shape[1]);
        var width = Tiles.WidthOf(rank);
        var parts = PartsOf(outputs, members);
        var threads = ThreadsFor(rows, inFeatures, parts);
        var blocks = BlocksOf<TElement>(rows, inFeatures, parts, threads);
        var packed = inFeatures * width;
        var all = packed + parts.Sum(static part => CpuLowRank.WholeLines(part.Rank * part.Out));
        var joined = JoinedA(members, isScaled: true);
        var memory = ArrayPool<float>.Shared.Rent(CpuLowRank.Alignment + all + (threads * GroupForwardWork<TElement>.ScratchOf(blocks, width)));
        fixed (float* start = memory)
        {
            var scratch = CpuLowRank.Aligned(start);
            FactorPacking.Transpose(Floats(joined), rank, inFeatures, scratch, width, scaling: 1);
            var next = scratch + packed;
            for (var index = 0; index < parts.Length; index++)
            {
                ref var part = ref parts[index];
                part.PackedB = next;
                FactorPacking.Transpose(Floats(CpuLowRank.Float(members[index].B)), part.Out, part.Rank, next, part.Out, scaling: 1);
                next += CpuLowRank.WholeLines(part.Rank * part.Out);
            }

            new GroupForwardWork<TElement>(blocks)
            {
                In = inFeatures,
                Rank = rank,
                Width = width,
                Layers = [.. parts.Where(static part => part.Rank > 0)],
                X = (TElement*)Address(x),
                StrideX = (nint)x.stride(0),
                H = Floats(h),
                PackedA = scratch,
                Scratch = next,
            }.Run(threads);
        }

        ArrayPool<float>.Shared.Return(memory);
        KeepAlive(outputs, x, h, joined);
    }

    private static void Backward<TElement>(
        Tensor[] gradients, Tensor x, Tensor h, IReadOnlyList<GroupMember> members, Tensor? dx, Tensor dA, Tensor[] dB)
        where TElement : unmanaged
    {
        var (rows, inFeatures, rank) = ((int)x.shape[0], (int)x.shape[1], (int)h.shape[1]);
        var width = Tiles.WidthOf(rank);
        var parts = PartsOf(gradients, members);
        var threads = ThreadsFor(2L * rows, inFeatures, parts);
        var blocks = BlocksOf<TElement>(rows, inFeatures, parts, threads);
        var sumsOfA = parts.Sum(static part => part.Rank * part.Out);
        var count = CpuLowRank.WholeLines(sumsOfA + (rank * inFeatures));
        var partsOfRows = CpuLowRank.PartsOf(rows, threads, count);
        threads = Math.Min(threads, partsOfRows);
        var packed = parts.Sum(static part => part.Out * part.Width);
        var joined = JoinedA(members, isScaled: false);
        var memory = ArrayPool<float>.Shared.Rent(
            CpuLowRank.Alignment + packed + (partsOfRows * count) + (threads * GroupBackwardWork<TElement>.ScratchOf(blocks, width)));
        fixed (float* start = memory)
        {
            var next = CpuLowRank.Aligned(start);
            for (var index = 0; index < parts.Length; index++)
            {
                ref var part = ref parts[index];
                part.PackedB = next;
                if (part.Rank > 0)
                    FactorPacking.Pad(Floats(CpuLowRank.Float(members[index].B)), part.Out, part.Rank, next, part.Width, (float)members[index].Scaling);
                next += part.Out * part.Width;
            }

            var sums = next;
            new GroupBackwardWork<TElement>(blocks, partsOfRows)
            {
                In = inFeatures,
                Rank = rank,
                Width = width,
                Layers = [.. parts.Where(static part => part.Rank > 0)],
                X = (TElement*)Address(x),
                StrideX = (nint)x.stride(0),
                H = Floats(h),
                GradientX = dx is null ? null : (TElement*)Address(dx),
                A = Floats(joined),
                Sums = sums,
                SumsOfA = sumsOfA,
                SumsOfPart = count,
                Scratch = sums + (partsOfRows * count),
            }.Run(threads);
            for (var part = 1; part < partsOfRows; part++)
                FactorPacking.Add(sums, sums + ((nint)part * count), count);
            for (var index = 0; index < parts.Length; index++)
            {
                if (parts[index].Rank > 0)
                    FactorPacking.Transpose(sums + parts[index].Sums, parts[index].Rank, parts[index].Out, Floats(dB[index]), parts[index].Rank, scaling: 1);
            }

            new ReadOnlySpan<float>(sums + sumsOfA, rank * inFeatures).CopyTo(new Span<float>(Floats(dA), rank * inFeatures));
        }

        ArrayPool<float>.Shared.Return(memory);
        KeepAlive(gradients, x, h, joined);
        KeepAlive(dB, dA, dx, dx);
    }

    private static GroupPart[] PartsOf(IReadOnlyList<Tensor> values, IReadOnlyList<GroupMember> members)
    {
        var parts = new GroupPart[members.Count];
        var sums = 0;
        foreach (var (index, part) in GroupOperators.Parts(members))
        {
            var outFeatures = (int)members[index].B.shape[0];
            parts[index] = new GroupPart
            {
                First = part.First,
                Rank = part.Rank,
                Width = part.Rank == 0 ? 0 : Tiles.WidthOf(part.Rank),
                Out = outFeatures,
                Values = Address(values[index]),
                Stride = (nint)values[index].stride(0),
                Sums = sums,
            };
            sums += part.Rank * outFeatures;
        }

        return parts;
    }

    private static Tensor JoinedA(IReadOnlyList<GroupMember> members, bool isScaled) => cat(
        [.. members.Select(member => isScaled && member.Scaling != 1 ? CpuLowRank.Float(member.A).mul(member.Scaling) : CpuLowRank.Float(member.A))], 0);

    private static int ThreadsFor(long rows, int inFeatures, GroupPart[] parts) =>
        CpuLowRank.ThreadsFor(rows * parts.Sum(part => (long)part.Rank * (inFeatures + part.Out)));

    private static RowBlocks BlocksOf<TElement>(int rows, int inFeatures, GroupPart[] parts, int threads)
        where TElement : unmanaged =>
        RowBlocks.Of(rows, (long)sizeof(TElement) * (inFeatures + parts.Max(static part => part.Out)), threads);

    // libtorch's memory stays where it is, so the address holds as long as the tensor lives.
    private static void* Address(Tensor tensor) => Unsafe.AsPointer(ref MemoryMarshal.GetReference(Matrix.FirstRow(tensor)));

    private static float* Floats(Tensor tensor) => (float*)Unsafe.AsPointer(ref MemoryMarshal.GetReference(tensor.bytes));

    private static void KeepAlive(IReadOnlyList<Tensor> many, Tensor first, Tensor? second, Tensor? third)
    {
        foreach (var tensor in many)
            GC.KeepAlive(tensor);
        GC.KeepAlive(first);
        GC.KeepAlive(second);
        GC.KeepAlive(third);
    }
}
