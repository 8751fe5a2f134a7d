using LoraDsl.Adapters;

namespace LoraDsl.Methods;

/// <summary>DyLoRA of a configuration that only the run knows.</summary>
internal sealed class ConfiguredDyLora(AdaptedPlace place, DyLoraOptions options) : DyLoraAdapter(
    place.Layer,
    options.MinRank,
    options.MaxRank,
    options.Alpha ?? options.MaxRank,
    options.Dropout,
    options.Mode,
    options.Sampling,
    options.Initialization);
