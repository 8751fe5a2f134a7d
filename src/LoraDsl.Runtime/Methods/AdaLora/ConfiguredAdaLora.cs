using LoraDsl.Adapters;

namespace LoraDsl.Methods;

/// <summary>AdaLoRA of a configuration that only the run knows.</summary>
internal sealed class ConfiguredAdaLora(AdaptedPlace place, AdaLoraAdapterOptions options) : AdaLoraAdapter(
    place.Layer,
    options.InitialRank,
    options.MinRank,
    options.MaxRank,
    options.Alpha,
    options.Dropout,
    options.RankStabilized,
    options.Budget);
