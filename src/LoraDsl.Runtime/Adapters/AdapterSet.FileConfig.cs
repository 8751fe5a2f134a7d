using LoraDsl.Formats.Peft;

namespace LoraDsl.Adapters;

public abstract partial class AdapterSet
{
    /// <summary>What the adapters' file says besides what follows from the adapters.</summary>
    internal PeftConfig FileConfig { get; set; } = new();
}
