using LoraDsl.Adapters;
using LoraDsl.Formats.Peft;

namespace LoraDsl.Methods;

/// <summary>LoRA of a configuration that only the run knows.</summary>
internal sealed class ConfiguredLora(AdaptedPlace place, LoraOptions options) : LoraAdapter(
    place.Layer,
    options.Rank,
    options.Alpha ?? AdapterScaling.AlphaOfUnitScaling(options.Rank, options.RankStabilized),
    options.Dropout,
    options.RankStabilized,
    options.Initialization,
    options.Compensate)
{
    private protected override bool TakesSmallerRanks => true;
}
