using TorchSharp.Modules;

namespace TorchSharp;

public static partial class torch
{
    public static partial class nn
    {
        /// <summary>Adds a value at the ends of the last dimension: as many elements at each.</summary>
        public static ConstantPad1d ConstantPad1d(long padding, double value) => new(value, padding, padding);

        /// <summary>Adds a value at the ends of the last dimension: before and after, from the last one on.</summary>
        public static ConstantPad1d ConstantPad1d((long, long) padding, double value) => new(value, padding.Item1, padding.Item2);

        /// <summary>Adds a value at the ends of the last two dimensions: as many elements at each.</summary>
        public static ConstantPad2d ConstantPad2d(long padding, double value) => new(value, padding, padding, padding, padding);

        /// <summary>Adds a value at the ends of the last two dimensions: before and after, from the last one on.</summary>
        public static ConstantPad2d ConstantPad2d((long, long, long, long) padding, double value) => new(value, padding.Item1, padding.Item2, padding.Item3, padding.Item4);

        /// <summary>Adds a value at the ends of the last three dimensions: as many elements at each.</summary>
        public static ConstantPad3d ConstantPad3d(long padding, double value) => new(value, padding, padding, padding, padding, padding, padding);

        /// <summary>Adds a value at the ends of the last three dimensions: before and after, from the last one on.</summary>
        public static ConstantPad3d ConstantPad3d((long, long, long, long, long, long) padding, double value) => new(value, padding.Item1, padding.Item2, padding.Item3, padding.Item4, padding.Item5, padding.Item6);

        /// <summary>Adds the elements mirrored at the edge at the ends of the last dimension: as many elements at each.</summary>
        public static ReflectionPad1d ReflectionPad1d(long padding) => new(padding, padding);

        /// <summary>Adds the elements mirrored at the edge at the ends of the last dimension: before and after, from the last one on.</summary>
        public static ReflectionPad1d ReflectionPad1d((long, long) padding) => new(padding.Item1, padding.Item2);

        /// <summary>Adds the elements mirrored at the edge at the ends of the last two dimensions: as many elements at each.</summary>
        public static ReflectionPad2d ReflectionPad2d(long padding) => new(padding, padding, padding, padding);

        /// <summary>Adds the elements mirrored at the edge at the ends of the last two dimensions: before and after, from the last one on.</summary>
        public static ReflectionPad2d ReflectionPad2d((long, long, long, long) padding) => new(padding.Item1, padding.Item2, padding.Item3, padding.Item4);

        /// <summary>Adds the elements mirrored at the edge at the ends of the last three dimensions: as many elements at each.</summary>
        public static ReflectionPad3d ReflectionPad3d(long padding) => new(padding, padding, padding, padding, padding, padding);

        /// <summary>Adds the elements mirrored at the edge at the ends of the last three dimensions: before and after, from the last one on.</summary>
        public static ReflectionPad3d ReflectionPad3d((long, long, long, long, long, long) padding) => new(padding.Item1, padding.Item2, padding.Item3, padding.Item4, padding.Item5, padding.Item6);

        /// <summary>Adds the element at the edge at the ends of the last dimension: as many elements at each.</summary>
        public static ReplicationPad1d ReplicationPad1d(long padding) => new(padding, padding);

        /// <summary>Adds the element at the edge at the ends of the last dimension: before and after, from the last one on.</summary>
        public static ReplicationPad1d ReplicationPad1d((long, long) padding) => new(padding.Item1, padding.Item2);

        /// <summary>Adds the element at the edge at the ends of the last two dimensions: as many elements at each.</summary>
        public static ReplicationPad2d ReplicationPad2d(long padding) => new(padding, padding, padding, padding);

        /// <summary>Adds the element at the edge at the ends of the last two dimensions: before and after, from the last one on.</summary>
        public static ReplicationPad2d ReplicationPad2d((long, long, long, long) padding) => new(padding.Item1, padding.Item2, padding.Item3, padding.Item4);

        /// <summary>Adds the element at the edge at the ends of the last three dimensions: as many elements at each.</summary>
        public static ReplicationPad3d ReplicationPad3d(long padding) => new(padding, padding, padding, padding, padding, padding);

        /// <summary>Adds the element at the edge at the ends of the last three dimensions: before and after, from the last one on.</summary>
        public static ReplicationPad3d ReplicationPad3d((long, long, long, long, long, long) padding) => new(padding.Item1, padding.Item2, padding.Item3, padding.Item4, padding.Item5, padding.Item6);

        /// <summary>Adds zeros at the ends of the last two dimensions: as many elements at each.</summary>
        public static ZeroPad2d ZeroPad2d(long padding) => new(padding, padding, padding, padding);

        /// <summary>Adds zeros at the ends of the last two dimensions: before and after, from the last one on.</summary>
        public static ZeroPad2d ZeroPad2d((long, long, long, long) padding) => new(padding.Item1, padding.Item2, padding.Item3, padding.Item4);
    }
}
