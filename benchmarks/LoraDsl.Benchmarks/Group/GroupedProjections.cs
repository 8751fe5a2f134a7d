using static TorchSharp.torch;

namespace LoraDsl.Benchmarks.Group;

/// <summary>Query, key and value of an attention, adapted at rank 8, the scaling being 2.</summary>
[Lora(GroupCase.Rank, Alpha = 2 * GroupCase.Rank)]
internal sealed partial class GroupedProjections : nn.Module
{
    [LoraGroup("Projections")]
    private readonly TorchSharp.Modules.Linear query, key, value;

    public GroupedProjections(IReadOnlyList<TorchSharp.Modules.Linear> layers)
        : base(nameof(GroupedProjections))
    {
        (query, key, value) = (layers[0], layers[1], layers[2]);
        RegisterComponents();
        AttachLora();
    }
}
