using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace LoraDsl.Kernels;

/// <summary>Eight values, on processors with AVX2.</summary>
internal readonly unsafe struct Lanes256 : ILanes<Vector256<float>>
{
    public static int Count => Vector256<float>.Count;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> Load(float* source) => Vector256.Load(source);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(float* target, Vector256<float> values) => values.Store(target);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> LoadBFloat16(ushort* source) =>
        (Avx2.ConvertToVector256Int32(Vector128.Load(source)).AsUInt32() << BFloat16Bits.Shift).AsSingle();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void StoreBFloat16(ushort* target, Vector256<float> values)
    {
        var bits = values.AsUInt32();
        var last = (bits >>> BFloat16Bits.Shift) & Vector256<uint>.One;
        var rounded = (bits + last + Vector256.Create(BFloat16Bits.AlmostHalf)) >>> BFloat16Bits.Shift;
        rounded = Vector256.ConditionalSelect(Vector256.IsNaN(values).AsUInt32(), Vector256.Create(BFloat16Bits.NaN), rounded);
        Vector128.Narrow(rounded.GetLower(), rounded.GetUpper()).Store(target);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> Broadcast(float value) => Vector256.Create(value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> MultiplyAdd(Vector256<float> left, Vector256<float> right, Vector256<float> sum) =>
        Vector256.MultiplyAddEstimate(left, right, sum);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> AddMasked(Vector256<float> weight, Vector256<float> change) =>
        Vector256.AndNot(weight + change, Vector256.Equals(weight, Vector256<float>.Zero));
}
