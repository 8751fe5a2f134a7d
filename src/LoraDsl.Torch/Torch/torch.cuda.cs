using TorchSharp.Interop;

namespace TorchSharp;

public static partial class torch
{
    /// <inheritdoc cref="cuda.is_available()"/>
    public static bool cuda_is_available() => cuda.is_available();

    /// <summary>NVIDIA GPUs.</summary>
    public static class cuda
    {
        /// <summary>Whether libtorch can use a GPU: it was built for CUDA, and a driver and a device are there.</summary>
        public static bool is_available() => device_count() > 0;

        /// <summary>Whether there is a GPU and libtorch was built with cuDNN.</summary>
        public static bool is_cudnn_available() => NativeMethods.ltorch_cudnn_available() != 0;

        /// <summary>The number of GPUs.</summary>
        public static int device_count() => NativeMethods.ltorch_cuda_devices();

        /// <summary>Seeds the current GPU's generator; without a GPU nothing happens. The processor's generator is left alone.</summary>
        public static void manual_seed(long seed)
        {
            if (is_available())
                Seed(-1, seed);
        }

        /// <summary>Seeds the generators of all GPUs; the processor's is left alone.</summary>
        public static void manual_seed_all(long seed)
        {
            for (var index = 0; index < device_count(); index++)
                Seed(index, seed);
        }

        /// <summary>Waits until a GPU, the current one where null, has done all that it was asked to do.</summary>
        /// <exception cref="System.Runtime.InteropServices.ExternalException">There is no GPU.</exception>
        public static void synchronize(Device? device = null) =>
            NativeError.Check(NativeMethods.ltorch_cuda_synchronize(device?.index ?? -1), "cuda.synchronize");

        private static unsafe void Seed(int index, long seed)
        {
            nint generator;
            NativeError.Check(NativeMethods.ltorch_generator_default((int)DeviceType.CUDA, index, &generator), "cuda.manual_seed");
            var status = NativeMethods.ltorch_generator_set_seed(generator, (ulong)seed);
            NativeMethods.ltorch_generator_release(generator);
            NativeError.Check(status, "cuda.manual_seed");
        }
    }
}
