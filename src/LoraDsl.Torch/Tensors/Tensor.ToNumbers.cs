namespace TorchSharp;

public static partial class torch
{
    public partial class Tensor
    {
        /// <summary>The tensor's only element.</summary>
        public static explicit operator byte(Tensor value) => value.ToByte();

        /// <summary>The tensor's only element.</summary>
        public static explicit operator sbyte(Tensor value) => value.ToSByte();

        /// <summary>The tensor's only element.</summary>
        public static explicit operator short(Tensor value) => value.ToInt16();

        /// <summary>The tensor's only element.</summary>
        public static explicit operator int(Tensor value) => value.ToInt32();

        /// <summary>The tensor's only element.</summary>
        public static explicit operator long(Tensor value) => value.ToInt64();

        /// <summary>The tensor's only element.</summary>
        public static explicit operator float(Tensor value) => value.ToSingle();

        /// <summary>The tensor's only element.</summary>
        public static explicit operator double(Tensor value) => value.ToDouble();

        /// <summary>The tensor's only element.</summary>
        public static explicit operator bool(Tensor value) => value.ToBoolean();
    }
}
