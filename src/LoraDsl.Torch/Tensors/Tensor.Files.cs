using System.Text;
using TorchSharp.Interop;

namespace TorchSharp;

public static partial class torch
{
    public partial class Tensor
    {
        /// <summary>Reads a tensor that <c>Save</c> wrote, in TorchSharp's own format.</summary>
        /// <param name="location">The file's path.</param>
        public static Tensor Load(string location)
        {
            using var stream = File.OpenRead(location);
            return Load(stream);
        }

        /// <inheritdoc cref="Load(string)"/>
        /// <param name="stream">The stream, which stays open.</param>
        public static Tensor Load(Stream stream)
        {
            using var reader = new BinaryReader(stream, Encoding.UTF8, leaveOpen: true);
            return Load(reader);
        }

        /// <inheritdoc cref="Load(string)"/>
        /// <param name="reader">The reader.</param>
        public static Tensor Load(BinaryReader reader) => TensorExtensionMethods.Load(reader);

        /// <summary>Writes the tensor as libtorch does: a TorchScript archive, which <c>torch.jit.load</c> reads in Python.</summary>
        /// <param name="location">The file's path.</param>
        public unsafe void save(string location)
        {
            fixed (byte* path = Encoding.UTF8.GetBytes(location + "\0"))
                NativeError.Check(NativeMethods.ltorch_tensor_save(HandleFor("torch::save"), path), "torch::save");
            GC.KeepAlive(this);
        }

        /// <summary>Reads a tensor that <see cref="save(string)"/> wrote.</summary>
        /// <param name="location">The file's path.</param>
        public static unsafe Tensor load(string location)
        {
            nint loaded;
            fixed (byte* path = Encoding.UTF8.GetBytes(location + "\0"))
                NativeError.Check(NativeMethods.ltorch_tensor_load(path, &loaded), "torch::load");
            return Own(loaded)!;
        }

        /// <summary>Writes the bytes of the elements.</summary>
        /// <param name="stream">The stream, which stays open.</param>
        /// <param name="bufferSize">How many bytes are written at once.</param>
        public void WriteBytesToStream(Stream stream, int bufferSize = 1024)
        {
            using var scope = NewDisposeScope();
            using var untracked = no_grad();
            var plain = detach().cpu().contiguous();
            TensorExtensionMethods.ForEachChunk(plain, chunk => stream.Write(chunk), bufferSize);
        }

        /// <summary>Reads the bytes of the elements.</summary>
        /// <param name="stream">The stream, which stays open.</param>
        /// <param name="bufferSize">How many bytes are read at once.</param>
        /// <exception cref="EndOfStreamException">The stream ends too early.</exception>
        public void ReadBytesFromStream(Stream stream, int bufferSize = 1024)
        {
            using var scope = NewDisposeScope();
            using var untracked = no_grad();
            var plain = is_cpu() && is_contiguous() ? this : empty(shape, dtype: dtype, device: CPU);
            TensorExtensionMethods.ForEachChunk(plain, stream.ReadExactly, bufferSize);
            if (!ReferenceEquals(plain, this))
                copy_(plain);
        }
    }

    /// <inheritdoc cref="Tensor.save(string)"/>
    public static void save(Tensor t, string location) => t.save(location);

    /// <inheritdoc cref="Tensor.load(string)"/>
    public static Tensor load(string location) => Tensor.load(location);
}
