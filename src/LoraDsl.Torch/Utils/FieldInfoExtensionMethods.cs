using System.Reflection;
using TorchSharp.Utils;

namespace TorchSharp;

/// <summary>Names of the components that a module keeps in its fields.</summary>
public static class FieldInfoExtensionMethods
{
    /// <summary>The name under which a module registers what the field holds.</summary>
    /// <returns>The name in the field's <see cref="ComponentNameAttribute"/>, or the field's own.</returns>
    public static string ComponentName(this FieldInfo field) =>
        field.GetCustomAttribute<ComponentNameAttribute>()?.Name ?? field.Name;
}
