using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Text;
using static TorchSharp.torch;

namespace TorchSharp.Interop;

/// <summary>
/// An ATen operator by the name and overload of its schema, as in <c>new("aten::add", "Tensor")</c>. It is looked up on
/// first use. Arguments left out at the end take the schema's defaults; all arguments stay alive through the call.
/// </summary>
internal sealed unsafe class Operator(string name, string overload = "")
{
    private const int CellsOnStack = 128;
    private const int ResultsOnStack = 8;
    private nint handle;

    /// <summary>Calls the operator and returns its first output.</summary>
    /// <exception cref="ExternalException">libtorch refuses; its text follows the operator's name.</exception>
    public Tensor Call(params ReadOnlySpan<Value> arguments) =>
        CallOptional(arguments) ?? throw new ExternalException($"{name}: no tensor was returned");

    /// <summary>Calls the operator and returns its first output; null where that is an undefined tensor.</summary>
    public Tensor? CallOptional(params ReadOnlySpan<Value> arguments)
    {
        NativeValue result = default;
        Invoke(arguments, &result, 1, null);
        return Tensor.Own((nint)result.Integer);
    }

    /// <summary>Calls the operator and returns all tensors among its outputs in order, lists flattened; an undefined one is null.</summary>
    public Tensor[] CallMany(params ReadOnlySpan<Value> arguments)
    {
        var first = stackalloc NativeValue[ResultsOnStack];
        int produced;
        Invoke(arguments, first, ResultsOnStack, &produced);

        var results = new NativeValue[produced];
        new Span<NativeValue>(first, Math.Min(produced, ResultsOnStack)).CopyTo(results);
        if (produced > ResultsOnStack)
        {
            fixed (NativeValue* rest = &results[ResultsOnStack])
                NativeMethods.ltorch_surplus(rest);
        }

        var tensors = new List<Tensor>(produced);
        foreach (var result in results)
        {
            if (result.Tag == Tag.Tensor)
                tensors.Add(Tensor.Own((nint)result.Integer)!);
        }

        return [.. tensors];
    }

    /// <summary>Calls the operator for its effect; its outputs are dropped.</summary>
    public void Run(params ReadOnlySpan<Value> arguments) => Invoke(arguments, null, 0, null);

    /// <summary>Calls an operator that returns a truth value.</summary>
    public bool CallBoolean(params ReadOnlySpan<Value> arguments)
    {
        NativeValue result = default;
        Invoke(arguments, &result, 1, null);
        return result.Integer != 0;
    }

    /// <summary>Calls an operator that returns a number.</summary>
    public Scalar CallScalar(params ReadOnlySpan<Value> arguments)
    {
        NativeValue result = default;
        Invoke(arguments, &result, 1, null);
        return Scalar.FromNative(result);
    }

    // The one place where managed tensors meet native code: the loop of KeepAlive at its end is what keeps a finalizer
    // from freeing a tensor that an operator is still using.
    [SkipLocalsInit]
    private void Invoke(ReadOnlySpan<Value> arguments, NativeValue* results, int capacity, int* produced)
    {
        var called = handle != 0 ? handle : LookUp();
        var needed = 0;
        foreach (ref readonly var argument in arguments)
            needed += argument.Cells;

        var values = stackalloc NativeValue[arguments.Length];
        var onStack = stackalloc long[Math.Min(needed, CellsOnStack)];
        var onHeap = needed > CellsOnStack ? (long*)NativeMemory.Alloc((nuint)needed, sizeof(long)) : null;
        int status;
        try
        {
            var cells = onHeap != null ? onHeap : onStack;
            for (var i = 0; i < arguments.Length; i++)
                cells = arguments[i].Write(values + i, cells, name);
            status = NativeMethods.ltorch_call(called, values, arguments.Length, results, capacity, produced);
        }
        finally
        {
            NativeMemory.Free(onHeap);
        }

        foreach (ref readonly var argument in arguments)
            GC.KeepAlive(argument.Reference);
        NativeError.Check(status, name);
    }

    // Two threads may both look it up: they find the same operator, and a second small table is all that is lost.
    internal nint LookUp()
    {
        nint found;
        fixed (byte* nameText = Encoding.UTF8.GetBytes(name + "\0"), overloadText = Encoding.UTF8.GetBytes(overload + "\0"))
            NativeError.Check(NativeMethods.ltorch_operator(nameText, overloadText, &found), name);
        handle = found;
        return found;
    }
}
