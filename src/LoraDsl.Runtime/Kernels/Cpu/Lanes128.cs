using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace LoraDsl.Kernels;

/// <summary>Four values, on every processor.</summary>
internal readonly unsafe struct Lanes128 : ILanes<Vector128<float>>
{
    public static int Count => Vector128<float>.Count;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> Load(float* source) => Vector128.Load(source);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(float* target, Vector128<float> values) => values.Store(target);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> LoadBFloat16(ushort* source) =>
        (Vector128.Create(Vector64.WidenLower(Vector64.Load(source)), Vector64.WidenUpper(Vector64.Load(source))) << BFloat16Bits.Shift).AsSingle();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void StoreBFloat16(ushort* target, Vector128<float> values)
    {
        var bits = values.AsUInt32();
        var last = (bits >>> BFloat16Bits.Shift) & Vector128<uint>.One;
        var rounded = (bits + last + Vector128.Create(BFloat16Bits.AlmostHalf)) >>> BFloat16Bits.Shift;
        rounded = Vector128.ConditionalSelect(Vector128.IsNaN(values).AsUInt32(), Vector128.Create(BFloat16Bits.NaN), rounded);
        Vector64.Narrow(rounded.GetLower(), rounded.GetUpper()).Store(target);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> Broadcast(float value) => Vector128.Create(value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> MultiplyAdd(Vector128<float> left, Vector128<float> right, Vector128<float> sum) =>
        Vector128.MultiplyAddEstimate(left, right, sum);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> AddMasked(Vector128<float> weight, Vector128<float> change) =>
        Vector128.AndNot(weight + change, Vector128.Equals(weight, Vector128<float>.Zero));
}
