namespace TorchSharp.Utils;

/// <summary>Gives the component in a field another name than the field's own in <c>state_dict</c> and the named enumerations.</summary>
[AttributeUsage(AttributeTargets.Field)]
public class ComponentNameAttribute : Attribute
{
    /// <summary>The component's name; the field's own name where it is null.</summary>
    public string? Name { get; set; }
}
