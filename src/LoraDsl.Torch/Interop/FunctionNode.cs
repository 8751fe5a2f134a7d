using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using static TorchSharp.torch;

namespace TorchSharp.Interop;

/// <summary>
/// One call of a custom autograd function. The native graph node holds it through a handle and frees that when the node
/// goes. An exception thrown in forward or backward travels through libtorch as a handle and is thrown again, itself,
/// where libtorch was called.
/// </summary>
internal sealed unsafe class FunctionNode : IDisposable
{
    private const int MostResults = 256;
    private static readonly FunctionCallbacks* Callbacks = MakeCallbacks();

    private readonly IFunctionBody body;
    private readonly autograd.AutogradContext context;
    private readonly bool[] isTensor;
    private object[] arguments;
    private List<Tensor> outputs = [];

    private FunctionNode(IFunctionBody body, object[] arguments)
    {
        this.body = body;
        this.arguments = arguments;
        context = new autograd.AutogradContext(body.Name);
        isTensor = [.. arguments.Select(argument => argument is Tensor { IsInvalid: false })];
    }

    public static List<Tensor> Apply(IFunctionBody body, object[] arguments)
    {
        var node = new FunctionNode(body, arguments);
        var inputs = autograd.Handles([.. arguments.Where((_, i) => node.isTensor[i]).Cast<Tensor>()], body.Name);
        var results = stackalloc nint[MostResults];
        int produced;
        int status;
        var state = GCHandle.ToIntPtr(GCHandle.Alloc(node));
        fixed (nint* first = inputs)
            status = NativeMethods.ltorch_function_apply(state, Callbacks, first, inputs.Length, results, &produced, MostResults);

        GC.KeepAlive(arguments);
        var made = node.outputs;
        node.outputs = [];
        node.arguments = [];
        NativeError.Check(status, body.Name);

        var tensors = new List<Tensor>(produced);
        for (var i = 0; i < produced; i++)
            tensors.Add(Result(results[i], made[i], arguments));
        return tensors;
    }

    /// <summary>Forgets what forward kept: the graph is gone.</summary>
    public void Dispose() => context.Dispose();

    // Mostly libtorch hands back the very tensor that forward made: then its object is the result, and no second
    // reference keeps the memory. An argument, changed in place, keeps its object for itself.
    private static Tensor Result(nint handle, Tensor made, object[] arguments)
    {
        if (made.IsInvalid || made.Handle != handle || Array.Exists(arguments, argument => ReferenceEquals(argument, made)))
            return new Tensor(handle);
        NativeMethods.ltorch_tensor_release(handle);
        return made;
    }

    private void Forward(nint native, nint sink)
    {
        context.Bind(native);
        try
        {
            outputs = body.Forward(context, arguments);
            foreach (var output in outputs)
                NativeMethods.ltorch_sink_add(sink, output.HandleFor(body.Name));
        }
        finally
        {
            context.Bind(0);
        }
    }

    private void Backward(nint native, List<Tensor> gradients, nint sink)
    {
        context.Bind(native);
        try
        {
            var results = body.Backward(context, gradients);
            CheckGradients(results);
            for (var i = 0; i < isTensor.Length; i++)
            {
                if (isTensor[i])
                    NativeMethods.ltorch_sink_add(sink, results[i] is { IsInvalid: false } gradient ? gradient.Handle : 0);
            }

            GC.KeepAlive(results);
        }
        finally
        {
            context.Bind(0);
        }
    }

    private void CheckGradients(List<Tensor> results)
    {
        if (results.Count < isTensor.Length || results.Skip(isTensor.Length).Any(extra => extra is { IsInvalid: false }))
            throw new InvalidOperationException($"{body.Name}: backward returned {results.Count} gradients for {isTensor.Length} arguments of forward");
        for (var i = 0; i < isTensor.Length; i++)
        {
            if (!isTensor[i] && results[i] is { IsInvalid: false })
                throw new InvalidOperationException($"{body.Name}: backward returned a gradient for argument {i} of forward, which is no tensor");
        }
    }

    private static FunctionNode From(nint state) => (FunctionNode)GCHandle.FromIntPtr(state).Target!;

    [UnmanagedCallersOnly]
    private static int OnForward(nint state, nint context, nint sink, nint* exception)
    {
        try
        {
            From(state).Forward(context, sink);
            return 0;
        }
        catch (Exception thrown)
        {
            *exception = GCHandle.ToIntPtr(GCHandle.Alloc(thrown));
            return 1;
        }
    }

    [UnmanagedCallersOnly]
    private static int OnBackward(nint state, nint context, nint* handles, int count, nint sink, nint* exception)
    {
        try
        {
            // libtorch runs what lies on a GPU on threads of its own, where no scope of the caller's would free what backward makes.
            using var scope = BackwardCall.IsOnThisThread ? null : NewDisposeScope();
            var gradients = new List<Tensor>(count);
            for (var i = 0; i < count; i++)
                gradients.Add(new Tensor(handles[i], register: handles[i] != 0));
            From(state).Backward(context, gradients, sink);
            return 0;
        }
        catch (Exception thrown)
        {
            *exception = GCHandle.ToIntPtr(GCHandle.Alloc(thrown));
            return 1;
        }
    }

    [UnmanagedCallersOnly]
    private static void OnRelease(nint handle)
    {
        var held = GCHandle.FromIntPtr(handle);
        (held.Target as FunctionNode)?.Dispose();
        held.Free();
    }

    private static FunctionCallbacks* MakeCallbacks()
    {
        var callbacks = (FunctionCallbacks*)RuntimeHelpers.AllocateTypeAssociatedMemory(typeof(FunctionNode), sizeof(FunctionCallbacks));
        callbacks->Forward = &OnForward;
        callbacks->Backward = &OnBackward;
        callbacks->Release = &OnRelease;
        return callbacks;
    }
}
