namespace TorchSharp;

public static partial class torch
{
    /// <summary>The type of a tensor's elements; the numbers are libtorch's.</summary>
    public enum ScalarType : sbyte
    {
        /// <summary>Unsigned 8-bit integer.</summary>
        Byte = 0,
        /// <summary>Signed 8-bit integer.</summary>
        Int8 = 1,
        /// <summary>16-bit integer.</summary>
        Int16 = 2,
        /// <summary>32-bit integer.</summary>
        Int32 = 3,
        /// <summary>64-bit integer.</summary>
        Int64 = 4,
        /// <summary>IEEE half precision.</summary>
        Float16 = 5,
        /// <summary>IEEE single precision.</summary>
        Float32 = 6,
        /// <summary>IEEE double precision.</summary>
        Float64 = 7,
        /// <summary>Complex number of two singles.</summary>
        ComplexFloat32 = 9,
        /// <summary>Complex number of two doubles.</summary>
        ComplexFloat64 = 10,
        /// <summary>Truth value, one byte.</summary>
        Bool = 11,
        /// <summary>Quantised signed 8-bit integer.</summary>
        QInt8 = 12,
        /// <summary>Quantised unsigned 8-bit integer.</summary>
        QUInt8 = 13,
        /// <summary>Quantised 32-bit integer.</summary>
        QInt32 = 14,
        /// <summary>Half precision with the exponent of a single.</summary>
        BFloat16 = 15,
    }
}
