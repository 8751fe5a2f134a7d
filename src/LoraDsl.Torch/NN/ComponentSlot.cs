using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>The fields in which layers keep tensors that they own.</summary>
internal static class ComponentSlot
{
    /// <summary>Puts a tensor into a field, takes it out of its dispose scope, and frees the one that was there.</summary>
    public static void Replace<T>(ref T? slot, T? value)
        where T : Tensor
    {
        if (ReferenceEquals(slot, value))
            return;
        slot?.DetachFromDisposeScope().Dispose();
        value?.DetachFromDisposeScope();
        slot = value;
    }
}
