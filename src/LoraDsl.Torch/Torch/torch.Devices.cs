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
    public static Device device(string description) => InitializeDevice(new Device(description));

    /// <inheritdoc cref="Device(string, int)"/>
    public static Device device(string deviceType, int index = -1) => InitializeDevice(new Device(deviceType, index));

    /// <inheritdoc cref="Device(DeviceType, int)"/>
    public static Device device(DeviceType deviceType, int index = -1) => InitializeDevice(new Device(deviceType, index));

    /// <inheritdoc cref="Device(int)"/>
    public static Device device(int index) => new(index);

    /// <summary>The device of tensors made without one.</summary>
    public static Device get_default_device() => defaultDevice;

    /// <summary>Sets the device of tensors made without one.</summary>
    public static void set_default_device(Device device) => defaultDevice = device;

    /// <summary>Sets the device of tensors made without one.</summary>
    public static void set_default_device(string device) => defaultDevice = new Device(device);

    /// <summary>The given device, or the default one.</summary>
    /// <exception cref="InvalidOperationException">It is a GPU, and there is none.</exception>
    public static Device InitializeDevice(Device? device)
    {
        var chosen = device ?? defaultDevice;
        if (chosen.type == DeviceType.CUDA)
            InitializeDeviceType(chosen.type);
        return chosen;
    }

    /// <summary>Checks that devices of a kind can be used.</summary>
    /// <exception cref="InvalidOperationException">There is no GPU, or this libtorch was built without CUDA.</exception>
    public static void InitializeDeviceType(DeviceType deviceType)
    {
        if (!TryInitializeDeviceType(deviceType))
            throw new InvalidOperationException($"Torch device type {deviceType} did not initialise on the current machine: there is no such device, or this libtorch was built without it.");
    }

    /// <summary>Whether devices of a kind can be used.</summary>
    public static bool TryInitializeDeviceType(DeviceType deviceType) => deviceType switch
    {
        DeviceType.CPU or DeviceType.META => true,
        DeviceType.CUDA => cuda.is_available(),
        _ => false,
    };

    private static Device defaultDevice = CPU;
}
