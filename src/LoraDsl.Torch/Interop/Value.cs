using System.Text;
using static TorchSharp.torch;

namespace TorchSharp.Interop;

/// <summary>An argument of an <see cref="Operator"/>: anything that a schema can ask for, without an allocation of its own.</summary>
internal readonly unsafe struct Value
{
    private readonly object? reference;
    private readonly long bits;
    private readonly Tag tag;

    private Value(Tag tag, long bits = 0, object? reference = null)
    {
        this.tag = tag;
        this.bits = bits;
        this.reference = reference;
    }

    /// <summary>An optional argument that is absent.</summary>
    public static Value None => new(Tag.None);

    /// <summary>Whatever the operator's schema has as this argument's default.</summary>
    public static Value Default => default;

    /// <summary>A list of tensors of which some are absent, as indexing takes it.</summary>
    public static Value Optionals(Tensor?[] tensors) => new(Tag.OptionalTensorList, reference: tensors);

    /// <summary>A list of floating-point numbers.</summary>
    public static Value Doubles(double[] values) => new(Tag.DoubleList, reference: values);

    public static implicit operator Value(Tensor? tensor) => tensor is null ? None : new(Tag.Tensor, reference: tensor);
    public static implicit operator Value(Tensor[] tensors) => new(Tag.TensorList, reference: tensors);
    public static implicit operator Value(long value) => new(Tag.Int, value);
    public static implicit operator Value(int value) => new(Tag.Int, value);
    public static implicit operator Value(double value) => new(Tag.Double, BitConverter.DoubleToInt64Bits(value));
    public static implicit operator Value(float value) => (double)value;
    public static implicit operator Value(bool value) => new(Tag.Bool, value ? 1 : 0);
    public static implicit operator Value(long? value) => value is { } present ? present : None;
    public static implicit operator Value(double? value) => value is { } present ? present : None;
    public static implicit operator Value(bool? value) => value is { } present ? present : None;
    public static implicit operator Value(ScalarType value) => (long)value;
    public static implicit operator Value(ScalarType? value) => value is { } present ? present : None;
    public static implicit operator Value(long[]? values) => values is null ? None : new(Tag.IntList, reference: values);
    public static implicit operator Value(ReadOnlySpan<long> values) => new(Tag.IntList, reference: values.ToArray());
    public static implicit operator Value(string? text) => text is null ? None : new(Tag.String, reference: text);
    public static implicit operator Value(Scalar? scalar) => scalar is null ? None : new(scalar.Tag, scalar.Bits);
    public static implicit operator Value(Generator? generator) => generator is null ? None : new(Tag.Generator, reference: generator);
    public static implicit operator Value(Device? device) =>
        device is null ? None : new(Tag.Device, ((long)device.type << 32) | (uint)device.index);

    /// <summary>What must outlive the native call.</summary>
    public object? Reference => reference;

    /// <summary>The room in 8-byte cells that <see cref="Write"/> needs beside the native value itself.</summary>
    public int Cells => tag switch
    {
        Tag.IntList => ((long[])reference!).Length,
        Tag.DoubleList => ((double[])reference!).Length,
        Tag.TensorList or Tag.OptionalTensorList => ((Tensor?[])reference!).Length,
        Tag.String => (Encoding.UTF8.GetMaxByteCount(((string)reference!).Length) + 7) / 8,
        _ => 0,
    };

    /// <summary>Writes the native form to <paramref name="value"/>, lists to <paramref name="cells"/>, and returns the first cell that is still free.</summary>
    public long* Write(NativeValue* value, long* cells, string operation)
    {
        value->Tag = tag;
        value->Count = 0;
        value->Integer = bits;
        switch (tag)
        {
            case Tag.Tensor:
                value->Integer = ((Tensor)reference!).HandleFor(operation);
                return cells;
            case Tag.Generator:
                value->Integer = ((Generator)reference!).Handle;
                return cells;
            case Tag.IntList:
                return WriteCells<long>(value, cells, (long[])reference!);
            case Tag.DoubleList:
                return WriteCells<double>(value, cells, (double[])reference!);
            case Tag.TensorList or Tag.OptionalTensorList:
                return WriteTensors(value, cells, (Tensor?[])reference!, operation);
            case Tag.String:
                value->Pointer = cells;
                value->Count = Encoding.UTF8.GetBytes((string)reference!, new Span<byte>(cells, Cells * 8));
                return cells + Cells;
            default:
                return cells;
        }
    }

    private static long* WriteCells<T>(NativeValue* value, long* cells, ReadOnlySpan<T> source) where T : unmanaged
    {
        source.CopyTo(new Span<T>(cells, source.Length));
        value->Pointer = cells;
        value->Count = source.Length;
        return cells + source.Length;
    }

    private long* WriteTensors(NativeValue* value, long* cells, Tensor?[] tensors, string operation)
    {
        for (var i = 0; i < tensors.Length; i++)
        {
            if (tensors[i] is null && tag == Tag.TensorList)
                throw new ArgumentNullException(nameof(tensors), $"{operation} was given a list whose element {i} is null");
            cells[i] = tensors[i]?.HandleFor(operation) ?? 0;
        }

        value->Pointer = cells;
        value->Count = tensors.Length;
        return cells + tensors.Length;
    }
}
