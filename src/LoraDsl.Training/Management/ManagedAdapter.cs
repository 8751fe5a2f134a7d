using LoraDsl.Adapters;
using LoraDsl.Extensibility;
using LoraDsl.Initialization;
using LoraDsl.Methods;

namespace LoraDsl.Management;

/// <summary>An adapter with what the settings say of it.</summary>
/// <param name="Path">Its path in the model.</param>
/// <param name="Adapter">The adapter.</param>
/// <param name="Settings">The settings, whole.</param>
internal sealed record ManagedAdapter(string Path, LayerAdapter Adapter, LayerRankSettings Settings)
{
    /// <summary>Whether ranks can be changed while training, and are to be.</summary>
    public bool IsAutomatic => Settings.AutomaticAdjustment == true && Adapter is AdaptiveLoraAdapter or DyLoraAdapter;

    /// <summary>The rank that it has.</summary>
    public int Rank => Adapter.CurrentRank;

    /// <summary>The least rank: the settings' or the adapter's own, but never above what it can have.</summary>
    public int Least => Math.Min(Greatest, Math.Max(Settings.MinRank!.Value, Adapter switch
    {
        AdaptiveLoraAdapter adaptive => adaptive.MinRank,
        DyLoraAdapter dynamic => dynamic.MinRank,
        _ => 1,
    }));

    /// <summary>The greatest rank: the settings', the adapter's own, or the layer's.</summary>
    public int Greatest => Math.Min(Settings.MaxRank!.Value, Adapter switch
    {
        AdaptiveLoraAdapter adaptive => adaptive.MaxRank,
        DyLoraAdapter dynamic => dynamic.MaxRank,
        _ => Adapter.Layer.FullRank,
    });

    /// <summary>The rank that <see cref="RankManager.Start"/> gives.</summary>
    public int Initial => Math.Clamp(Settings.InitialRank!.Value, Least, Greatest);

    /// <summary>Whether it gets the default initialization of its layer's kind, whatever its attribute says.</summary>
    public bool StartsAsOriginal => Settings.Initializer == AdapterInitialization.Original && Adapter.Initialization != AdapterInitialization.Original;

    /// <summary>Its initializer where the settings name one.</summary>
    public IAdapterInitializer? Initializer { get; } = Settings.Initializer is { } initialization ? AttributeInitializers.Create(initialization) : null;

    /// <summary>Whether the manager decides about it: AdaLoRA and schedules move ranks by rules of their own, and methods without A and B have none that could move.</summary>
    public static bool Covers(LayerAdapter adapter) => adapter switch
    {
        AdaLoraAdapter or VariantAdapter => false,
        AdaptiveLoraAdapter adaptive => adaptive.Schedule == RankSchedule.Constant,
        _ => true,
    };

    /// <summary>The rank after a change, within the bounds; a bound never turns growth into less rank or the other way round.</summary>
    public int Changed(int change) => change >= 0
        ? Math.Max(Rank, Math.Min(Rank + change, Greatest))
        : Math.Min(Rank, Math.Max(Rank + change, Least));
}
