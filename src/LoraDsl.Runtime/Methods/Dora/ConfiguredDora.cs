using LoraDsl.Adapters;
using LoraDsl.Formats.Peft;

namespace LoraDsl.Methods;

/// <summary>DoRA of a configuration that only the run knows.</summary>
internal sealed class ConfiguredDora(AdaptedPlace place, LoraOptions options) : DoraAdapter(
    place.Layer,
    options.Rank,
    options.Alpha ?? AdapterScaling.AlphaOfUnitScaling(options.Rank, options.RankStabilized),
    options.Dropout,
    options.RankStabilized,
    options.Initialization,
    options.Compensate);
