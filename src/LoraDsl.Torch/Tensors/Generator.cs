using TorchSharp.Interop;

namespace TorchSharp;

public static partial class torch
{
    /// <summary>A source of random numbers.</summary>
    public class Generator : IDisposable
    {
        private nint handle;

        /// <summary>A generator of its own.</summary>
        /// <param name="seed">What its numbers follow from.</param>
        /// <param name="device">The device whose operations draw from it; the processor where null.</param>
        public unsafe Generator(ulong seed = 0, Device? device = null)
        {
            this.device = device ?? CPU;
            nint made;
            NativeError.Check(NativeMethods.ltorch_generator_new((int)this.device.type, this.device.index, seed, &made), nameof(Generator));
            handle = made;
        }

        private Generator(nint handle, Device device)
        {
            this.handle = handle;
            this.device = device;
        }

        /// <summary>Frees the generator.</summary>
        ~Generator() => Dispose(false);

        /// <summary>The generator that operations on the processor draw from where none is given.</summary>
        public static unsafe Generator Default
        {
            get
            {
                nint found;
                NativeError.Check(NativeMethods.ltorch_generator_default((int)DeviceType.CPU, -1, &found), nameof(Default));
                return new Generator(found, CPU);
            }
        }

        /// <summary>The device whose operations draw from it.</summary>
        public Device device { get; }

        /// <summary>The native generator.</summary>
        /// <exception cref="ObjectDisposedException">It is disposed.</exception>
        public IntPtr Handle => handle != 0 ? handle : throw new ObjectDisposedException(nameof(Generator));

        /// <summary>The state, as bytes; it brings back the numbers that follow it.</summary>
        public unsafe Tensor get_state()
        {
            nint state;
            Check(NativeMethods.ltorch_generator_state(Handle, &state), nameof(get_state));
            return new Tensor(state);
        }

        /// <summary>Goes back to a state that <see cref="get_state"/> returned.</summary>
        public void set_state(Tensor value)
        {
            Check(NativeMethods.ltorch_generator_set_state(Handle, value.HandleFor(nameof(set_state))), nameof(set_state));
            GC.KeepAlive(value);
        }

        /// <summary>Starts anew from a seed.</summary>
        /// <returns>This generator.</returns>
        public Generator manual_seed(long seed)
        {
            Check(NativeMethods.ltorch_generator_set_seed(Handle, (ulong)seed), nameof(manual_seed));
            return this;
        }

        /// <summary>Starts anew from a seed of the system's choosing, which is returned.</summary>
        public long seed() => Seed(renew: true);

        /// <summary>The seed that the numbers follow from.</summary>
        public long initial_seed() => Seed(renew: false);

        /// <summary>Frees the generator.</summary>
        public void Dispose()
        {
            Dispose(true);
            GC.SuppressFinalize(this);
        }

        /// <summary>Frees the generator.</summary>
        /// <param name="disposing">False in the finalizer.</param>
        protected virtual void Dispose(bool disposing)
        {
            var held = Interlocked.Exchange(ref handle, 0);
            if (held != 0)
                NativeMethods.ltorch_generator_release(held);
        }

        private unsafe long Seed(bool renew)
        {
            ulong seed;
            Check(NativeMethods.ltorch_generator_seed(Handle, renew ? 1 : 0, &seed), nameof(seed));
            return (long)seed;
        }

        private void Check(int status, string operation)
        {
            GC.KeepAlive(this);
            NativeError.Check(status, operation);
        }
    }
}
