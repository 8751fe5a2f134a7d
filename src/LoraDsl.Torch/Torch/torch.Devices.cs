namespace TorchSharp;

public static partial class torch
{
    /// <summary>The processor.</summary>
    public static readonly Device CPU = new(DeviceType.CPU);

    /// <summary>Tensors with a shape and no data.</summary>
    public static readonly Device META = new(DeviceType.META);

    /// <summary>The first NVIDIA GPU.</summary>
    public static Device CUDA { get; } = new(DeviceType.CUDA);

    /// <inheritdoc cref="Device(string)"/>
    public static Device device(string description) => new(description);

    /// <inheritdoc cref="Device(string, int)"/>
    public static Device device(string deviceType, int index = -1) => new(deviceType, index);

    /// <inheritdoc cref="Device(DeviceType, int)"/>
    public static Device device(DeviceType deviceType, int index = -1) => new(deviceType, index);

    /// <inheritdoc cref="Device(int)"/>
    public static Device device(int index) => new(index);

    /// <summary>The device of tensors made without one.</summary>
    public static Device get_default_device() => defaultDevice;

    /// <summary>Sets the device of tensors made without one.</summary>
    public static void set_default_device(Device device) => defaultDevice = device;

    /// <summary>Sets the device of tensors made without one.</summary>
    public static void set_default_device(string device) => defaultDevice = new Device(device);

    /// <summary>The given device, or the default one.</summary>
    public static Device InitializeDevice(Device? device) => device ?? defaultDevice;

    private static Device defaultDevice = CPU;
}
