using System.Runtime.InteropServices;

namespace TorchSharp.Interop;

/// <summary>The C ABI of native/, function for function. An <see cref="int"/> result named status goes to <see cref="NativeError.Check"/>.</summary>
internal static unsafe partial class NativeMethods
{
    private const string Library = "LoraDslTorch";

    [LibraryImport(Library)] public static partial byte* ltorch_error_message();
    [LibraryImport(Library)] public static partial nint ltorch_error_exception();
    [LibraryImport(Library)] public static partial void ltorch_error_clear();

    [LibraryImport(Library)] public static partial int ltorch_operator(byte* name, byte* overload, nint* handle);
    [LibraryImport(Library)] public static partial int ltorch_call(nint handle, NativeValue* arguments, int count, NativeValue* results, int capacity, int* produced);
    [LibraryImport(Library)] public static partial void ltorch_surplus(NativeValue* results);

    [LibraryImport(Library)] public static partial void ltorch_tensor_release(nint handle);
    [LibraryImport(Library)] public static partial long ltorch_tensor_live();
    [LibraryImport(Library)] public static partial nint ltorch_tensor_share(nint handle);
    [LibraryImport(Library)] public static partial int ltorch_tensor_metadata(nint handle, NativeMetadata* metadata);
    [LibraryImport(Library)] public static partial int ltorch_tensor_sizes(nint handle, long* sizes, long* strides);
    [LibraryImport(Library)] public static partial int ltorch_tensor_set_requires_grad(nint handle, int value);
    [LibraryImport(Library)] public static partial int ltorch_tensor_gradient(nint handle, nint* gradient);
    [LibraryImport(Library)] public static partial int ltorch_tensor_set_gradient(nint handle, nint gradient);

    [LibraryImport(Library)] public static partial int ltorch_tensor_save(nint handle, byte* path);
    [LibraryImport(Library)] public static partial int ltorch_tensor_load(byte* path, nint* handle);

    [LibraryImport(Library)] public static partial int ltorch_backward(nint* outputs, nint* gradients, int count, int gradientCount, nint* inputs, int inputCount, int retainGraph, int createGraph);
    [LibraryImport(Library)] public static partial int ltorch_gradients(nint* outputs, nint* gradients, int count, int gradientCount, nint* inputs, int inputCount, int retainGraph, int createGraph, int allowUnused, nint* results);

    [LibraryImport(Library)] public static partial void ltorch_sink_add(nint sink, nint handle);
    [LibraryImport(Library)] public static partial int ltorch_function_apply(nint state, FunctionCallbacks* callbacks, nint* inputs, int count, nint* results, int* produced, int capacity);
    [LibraryImport(Library)] public static partial int ltorch_context_save(nint context, nint* tensors, int count);
    [LibraryImport(Library)] public static partial int ltorch_context_saved(nint context, nint* results, int* count);
    [LibraryImport(Library)] public static partial int ltorch_context_mark_dirty(nint context, nint* tensors, int count);
    [LibraryImport(Library)] public static partial int ltorch_context_mark_non_differentiable(nint context, nint* tensors, int count);
    [LibraryImport(Library)] public static partial int ltorch_context_materialize(nint context, int value);

    [LibraryImport(Library)] public static partial int ltorch_grad_mode();
    [LibraryImport(Library)] public static partial void ltorch_set_grad_mode(int enabled);
    [LibraryImport(Library)] public static partial int ltorch_inference_mode();
    [LibraryImport(Library)] public static partial nint ltorch_inference_enter(int enabled);
    [LibraryImport(Library)] public static partial void ltorch_inference_leave(nint guard);
    [LibraryImport(Library)] public static partial void ltorch_anomaly_mode(int* enabled, int* checkNan);
    [LibraryImport(Library)] public static partial void ltorch_set_anomaly_mode(int enabled, int checkNan);
    [LibraryImport(Library)] public static partial int ltorch_default_dtype();
    [LibraryImport(Library)] public static partial int ltorch_set_default_dtype(int dtype);

    [LibraryImport(Library)] public static partial int ltorch_generator_default(int deviceType, int deviceIndex, nint* handle);
    [LibraryImport(Library)] public static partial int ltorch_generator_new(int deviceType, int deviceIndex, ulong seed, nint* handle);
    [LibraryImport(Library)] public static partial void ltorch_generator_release(nint handle);
    [LibraryImport(Library)] public static partial int ltorch_generator_set_seed(nint handle, ulong seed);
    [LibraryImport(Library)] public static partial int ltorch_generator_seed(nint handle, int renew, ulong* seed);
    [LibraryImport(Library)] public static partial int ltorch_generator_state(nint handle, nint* state);
    [LibraryImport(Library)] public static partial int ltorch_generator_set_state(nint handle, nint state);
    [LibraryImport(Library)] public static partial int ltorch_manual_seed(ulong seed);

    [LibraryImport(Library)] public static partial byte* ltorch_version();
    [LibraryImport(Library)] public static partial int ltorch_threads();
    [LibraryImport(Library)] public static partial int ltorch_set_threads(int count);
    [LibraryImport(Library)] public static partial int ltorch_interop_threads();
    [LibraryImport(Library)] public static partial int ltorch_set_interop_threads(int count);
    [LibraryImport(Library)] public static partial int ltorch_cuda_devices();
    [LibraryImport(Library)] public static partial int ltorch_cudnn_available();
    [LibraryImport(Library)] public static partial int ltorch_cuda_synchronize(long device);

    [LibraryImport(Library)] public static partial void ltorch_peak_reset();
    [LibraryImport(Library)] public static partial long ltorch_peak_bytes();
}
