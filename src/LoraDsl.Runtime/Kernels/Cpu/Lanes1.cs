using System.Runtime.CompilerServices;

namespace LoraDsl.Kernels;

/// <summary>One value, for weights that are narrower than a vector. A tile of it is two columns wide; see <see cref="MergeWork{TElement}"/>.</summary>
internal readonly unsafe struct Lanes1 : ILanes<float>
{
    public static int Count => 1;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Load(float* source) => *source;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(float* target, float values) => *target = values;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float LoadBFloat16(ushort* source) => BitConverter.UInt32BitsToSingle((uint)*source << BFloat16Bits.Shift);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void StoreBFloat16(ushort* target, float values)
    {
        var bits = BitConverter.SingleToUInt32Bits(values);
        *target = float.IsNaN(values)
            ? (ushort)BFloat16Bits.NaN
            : (ushort)((bits + ((bits >>> BFloat16Bits.Shift) & 1) + BFloat16Bits.AlmostHalf) >>> BFloat16Bits.Shift);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Broadcast(float value) => value;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float MultiplyAdd(float left, float right, float sum) => float.MultiplyAddEstimate(left, right, sum);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float AddMasked(float weight, float change) => weight == 0 ? 0 : weight + change;
}
