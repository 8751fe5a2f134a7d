using System.Diagnostics.CodeAnalysis;
using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>The base of what an optimiser keeps for a parameter between steps.</summary>
public abstract class OptimizerState
{
    /// <summary>The parameter.</summary>
    protected Parameter _parameter;

    /// <summary>The state of a parameter, to be initialised.</summary>
    protected OptimizerState(Parameter parameter) => _parameter = parameter;

    /// <summary>Sets the state as it is before the first step.</summary>
    public abstract void Initialize(OptimizerOptions options);

    /// <summary>Writes the state.</summary>
    public abstract void SaveStateDict(BinaryWriter writer);

    /// <summary>Reads what <see cref="SaveStateDict"/> wrote.</summary>
    public abstract void LoadStateDict(BinaryReader reader);

    /// <summary>Copies another state.</summary>
    public abstract void LoadStateDict(OptimizerState source);

    /// <summary>Whether another state is the same up to rounding.</summary>
    public virtual bool ApproximatelyEquals(OptimizerState other) => false;

    /// <summary>Moves the state to a device.</summary>
    public virtual void to(Device device)
    {
    }

    /// <summary>Writes a tensor that may be null.</summary>
    protected static void SaveConditionalStateTensor(BinaryWriter writer, Tensor? tensor)
    {
        writer.Write(tensor is not null);
        tensor?.Save(writer);
    }

    /// <summary>Reads what <see cref="SaveConditionalStateTensor"/> wrote, in the place of a tensor, which is freed.</summary>
    protected static void LoadConditionalStateTensor(BinaryReader reader, ref Tensor? result, Device device) =>
        Put(ref result, reader.ReadBoolean() ? Read(reader, device) : null);

    internal static T Expect<T>(OptimizerState source)
        where T : OptimizerState =>
        source as T ?? throw new ArgumentException($"State of the type {source.GetType()} cannot be loaded into {typeof(T)}.", nameof(source));

    internal static void ReadInto([NotNull] ref Tensor? slot, BinaryReader reader, Device device) => Put(ref slot!, Read(reader, device));

    internal static void CopyInto(ref Tensor? slot, Tensor? source, Device device)
    {
        using var untracked = no_grad();
        Put(ref slot, source?.to(device, copy: true));
    }

    internal static void MoveTo(ref Tensor? slot, Device device)
    {
        if (slot is not null && (slot.device_type != device.type || (device.index >= 0 && slot.device_index != device.index)))
            CopyInto(ref slot, slot, device);
    }

    internal static bool Close(Tensor? mine, Tensor? other) =>
        mine is null || other is null ? mine is null && other is null : mine.allclose(other);

    private static Tensor Read(BinaryReader reader, Device device)
    {
        var saved = TensorExtensionMethods.Load(reader);
        if (device.type == DeviceType.CPU)
            return saved;
        using (saved)
            return saved.to(device);
    }

    private static void Put(ref Tensor? slot, Tensor? value)
    {
        slot?.Dispose();
        slot = value?.DetachFromDisposeScope();
    }
}
