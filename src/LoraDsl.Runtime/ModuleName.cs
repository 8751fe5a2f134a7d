using static TorchSharp.torch;

namespace LoraDsl;

/// <summary>A module's name in a message.</summary>
internal static class ModuleName
{
    /// <summary>The name that the module was given; its type's where that is one of libtorch's C++ names, such as Sequential's.</summary>
    public static string Of(nn.Module module)
    {
        var name = module.GetName();
        return name.Contains("::", StringComparison.Ordinal) ? module.GetType().Name : name;
    }
}
