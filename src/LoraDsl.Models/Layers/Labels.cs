using LoraDsl.Models.Configuration;

namespace LoraDsl.Models.Layers;

/// <summary>What a classifier tells apart.</summary>
internal static class Labels
{
    /// <summary>How many labels a configuration has: two, unless <c>num_labels</c> or <c>id2label</c> says otherwise.</summary>
    public static long CountOf(ModelConfig config) => config.Has("num_labels")
        ? config.Size("num_labels")
        : config.CountOf("id2label") switch
        {
            null => 2,
            0 => throw config.Error("id2label", "at least one label"),
            { } count => count,
        };
}
