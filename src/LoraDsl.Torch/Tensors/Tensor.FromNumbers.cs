namespace TorchSharp;

public static partial class torch
{
    public partial class Tensor
    {
        /// <summary>A number as a tensor without dimensions.</summary>
        public static implicit operator Tensor(byte value) => torch.tensor(value);

        /// <summary>A copy of an array as a tensor of one dimension.</summary>
        public static implicit operator Tensor(byte[] value) => torch.tensor(value);

        /// <summary>A number as a tensor without dimensions.</summary>
        public static implicit operator Tensor(sbyte value) => torch.tensor(value);

        /// <summary>A copy of an array as a tensor of one dimension.</summary>
        public static implicit operator Tensor(sbyte[] value) => torch.tensor(value);

        /// <summary>A number as a tensor without dimensions.</summary>
        public static implicit operator Tensor(short value) => torch.tensor(value);

        /// <summary>A copy of an array as a tensor of one dimension.</summary>
        public static implicit operator Tensor(short[] value) => torch.tensor(value);

        /// <summary>A number as a tensor without dimensions.</summary>
        public static implicit operator Tensor(int value) => torch.tensor(value);

        /// <summary>A copy of an array as a tensor of one dimension.</summary>
        public static implicit operator Tensor(int[] value) => torch.tensor(value);

        /// <summary>A number as a tensor without dimensions.</summary>
        public static implicit operator Tensor(long value) => torch.tensor(value);

        /// <summary>A copy of an array as a tensor of one dimension.</summary>
        public static implicit operator Tensor(long[] value) => torch.tensor(value);

        /// <summary>A number as a tensor without dimensions.</summary>
        public static implicit operator Tensor(float value) => torch.tensor(value);

        /// <summary>A copy of an array as a tensor of one dimension.</summary>
        public static implicit operator Tensor(float[] value) => torch.tensor(value);

        /// <summary>A number as a tensor without dimensions.</summary>
        public static implicit operator Tensor(double value) => torch.tensor(value);

        /// <summary>A copy of an array as a tensor of one dimension.</summary>
        public static implicit operator Tensor(double[] value) => torch.tensor(value);

        /// <summary>A number as a tensor without dimensions.</summary>
        public static implicit operator Tensor(bool value) => torch.tensor(value);

        /// <summary>A copy of an array as a tensor of one dimension.</summary>
        public static implicit operator Tensor(bool[] value) => torch.tensor(value);

        /// <summary>A number as a tensor without dimensions.</summary>
        public static implicit operator Tensor(Scalar scalar) => full(Array.Empty<long>(), scalar);
    }
}
