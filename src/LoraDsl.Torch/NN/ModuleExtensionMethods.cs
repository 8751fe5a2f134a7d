using static TorchSharp.torch;

namespace TorchSharp;

/// <summary>Moves of modules that keep the module's own type. A move makes new parameters: build optimisers after it.</summary>
public static class ModuleExtensionMethods
{
    /// <summary>Converts to the element type and moves to the device.</summary>
    /// <returns>The module.</returns>
    public static T to<T>(this T module, Device device, ScalarType type, bool non_blocking = false)
        where T : nn.Module => (T)module._to(device, type, non_blocking);

    /// <summary>Moves to a kind of device.</summary>
    /// <returns>The module.</returns>
    public static T to<T>(this T module, DeviceType deviceType, int deviceIndex = -1, bool non_blocking = false)
        where T : nn.Module => (T)module._to(deviceType, deviceIndex, non_blocking);

    /// <summary>Moves to a device.</summary>
    /// <returns>The module.</returns>
    public static T to<T>(this T module, Device device, bool non_blocking = false)
        where T : nn.Module => (T)module._to(device.type, device.index, non_blocking);

    /// <summary>Moves to a device given in words, such as <c>cuda:0</c>.</summary>
    /// <returns>The module.</returns>
    public static T to<T>(this T module, string device, bool non_blocking = false)
        where T : nn.Module => module.to(new Device(device), non_blocking);

    /// <summary>Moves and converts to a tensor's device and element type.</summary>
    /// <returns>The module.</returns>
    public static T to<T>(this T module, Tensor other, bool non_blocking = false)
        where T : nn.Module => (T)module._to(other, non_blocking);

    /// <summary>Converts to an element type.</summary>
    /// <returns>The module.</returns>
    public static T to<T>(this T module, ScalarType type, bool non_blocking = false)
        where T : nn.Module => (T)module._to(type, non_blocking);

    /// <summary>Moves to the CPU.</summary>
    /// <returns>The module.</returns>
    public static T cpu<T>(this T module, bool non_blocking = false)
        where T : nn.Module => (T)module._to(DeviceType.CPU, -1, non_blocking);

    /// <summary>Moves to a CUDA device; -1 is the current one.</summary>
    /// <returns>The module.</returns>
    public static T cuda<T>(this T module, int deviceIndex = -1, bool non_blocking = false)
        where T : nn.Module => (T)module._to(DeviceType.CUDA, deviceIndex, non_blocking);

    /// <summary>Converts to <see cref="ScalarType.Float16"/>.</summary>
    /// <returns>The module.</returns>
    public static T half<T>(this T module, bool non_blocking = false)
        where T : nn.Module => module.to(ScalarType.Float16, non_blocking);

    /// <summary>Converts to <see cref="ScalarType.BFloat16"/>.</summary>
    /// <returns>The module.</returns>
    public static T bfloat16<T>(this T module, bool non_blocking = false)
        where T : nn.Module => module.to(ScalarType.BFloat16, non_blocking);

    /// <summary>Converts to <see cref="ScalarType.Float32"/>.</summary>
    /// <returns>The module.</returns>
    public static T @float<T>(this T module, bool non_blocking = false)
        where T : nn.Module => module.to(ScalarType.Float32, non_blocking);

    /// <summary>Converts to <see cref="ScalarType.Float64"/>.</summary>
    /// <returns>The module.</returns>
    public static T @double<T>(this T module, bool non_blocking = false)
        where T : nn.Module => module.to(ScalarType.Float64, non_blocking);

    /// <summary>Converts to <see cref="ScalarType.Bool"/>.</summary>
    /// <returns>The module.</returns>
    public static T @bool<T>(this T module, bool non_blocking = false)
        where T : nn.Module => module.to(ScalarType.Bool, non_blocking);

    /// <summary>Converts to <see cref="ScalarType.Byte"/>.</summary>
    /// <returns>The module.</returns>
    public static T @byte<T>(this T module, bool non_blocking = false)
        where T : nn.Module => module.to(ScalarType.Byte, non_blocking);

    /// <summary>Converts to <see cref="ScalarType.Int8"/>.</summary>
    /// <returns>The module.</returns>
    public static T @char<T>(this T module, bool non_blocking = false)
        where T : nn.Module => module.to(ScalarType.Int8, non_blocking);

    /// <summary>Converts to <see cref="ScalarType.Int16"/>.</summary>
    /// <returns>The module.</returns>
    public static T @short<T>(this T module, bool non_blocking = false)
        where T : nn.Module => module.to(ScalarType.Int16, non_blocking);

    /// <summary>Converts to <see cref="ScalarType.Int32"/>.</summary>
    /// <returns>The module.</returns>
    public static T @int<T>(this T module, bool non_blocking = false)
        where T : nn.Module => module.to(ScalarType.Int32, non_blocking);

    /// <summary>Converts to <see cref="ScalarType.Int64"/>.</summary>
    /// <returns>The module.</returns>
    public static T @long<T>(this T module, bool non_blocking = false)
        where T : nn.Module => module.to(ScalarType.Int64, non_blocking);

    /// <summary>Converts to <see cref="ScalarType.ComplexFloat32"/>.</summary>
    /// <returns>The module.</returns>
    public static T cfloat<T>(this T module, bool non_blocking = false)
        where T : nn.Module => module.to(ScalarType.ComplexFloat32, non_blocking);

    /// <summary>Converts to <see cref="ScalarType.ComplexFloat64"/>.</summary>
    /// <returns>The module.</returns>
    public static T cdouble<T>(this T module, bool non_blocking = false)
        where T : nn.Module => module.to(ScalarType.ComplexFloat64, non_blocking);
}
