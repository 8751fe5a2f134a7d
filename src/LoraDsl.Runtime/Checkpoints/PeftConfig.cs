using System.Text.Json;
using System.Text.Json.Serialization;

namespace LoraDsl.Checkpoints;

/// <summary>The parts of Hugging Face PEFT's <c>adapter_config.json</c> for LoRA that have a meaning here.</summary>
internal sealed record PeftConfig
{
    public string PeftType { get; init; } = "LORA";

    public string? TaskType { get; init; }

    public string? BaseModelNameOrPath { get; init; }

    public bool InferenceMode { get; init; } = true;

    public int R { get; init; }

    public double LoraAlpha { get; init; }

    public double LoraDropout { get; init; }

    [JsonPropertyName("use_rslora")]
    public bool UseRankStabilized { get; init; }

    public bool UseDora { get; init; }

    public bool FanInFanOut { get; init; }

    public string Bias { get; init; } = "none";

    /// <summary>A list of layers, or a regular expression that matches their paths in full.</summary>
    public JsonElement? TargetModules { get; init; }

    public IReadOnlyDictionary<string, int>? RankPattern { get; init; }

    public IReadOnlyDictionary<string, double>? AlphaPattern { get; init; }

    /// <summary>
    /// Paths of the layers whose adapter keeps the zeros of its layer (LoRS): merging has to mask the product. Not one of PEFT's keys, which
    /// passes over it, so it is written only where there is such a layer.
    /// </summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<string>? LorsModules { get; init; }
}
