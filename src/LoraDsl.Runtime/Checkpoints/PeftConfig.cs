using System.Text.Json;
using System.Text.Json.Serialization;

namespace LoraDsl.Checkpoints;

/// <summary>The parts of Hugging Face PEFT's <c>adapter_config.json</c> for LoRA and AdaLoRA that have a meaning here.</summary>
internal sealed record PeftConfig
{
    /// <summary>LoRA where the file does not say.</summary>
    public string PeftType { get; init => field = value ?? PeftNames.Lora; } = PeftNames.Lora;

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

    /// <summary>Which biases are trained; none where the file does not say.</summary>
    public string Bias { get; init => field = value ?? "none"; } = "none";

    /// <summary>A list of layers, or a regular expression that matches their paths in full.</summary>
    public JsonElement? TargetModules { get; init; }

    /// <summary>Of LoRA, ranks; of AdaLoRA, for each triplet that a layer started with, whether it is left.</summary>
    public JsonElement? RankPattern { get; init; }

    public IReadOnlyDictionary<string, double>? AlphaPattern { get; init; }

    /// <summary>AdaLoRA's initial rank, which its α is divided by.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public int? InitR { get; init; }

    /// <summary>AdaLoRA's target, the mean rank that is left.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public int? TargetR { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public int? Tinit { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public int? Tfinal { get; init; }

    [JsonPropertyName("deltaT")]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public int? DeltaT { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public int? TotalStep { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public double? Beta1 { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public double? Beta2 { get; init; }

    /// <summary>PEFT's γ, of the mean over factors and not over adapters: twice ours.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public double? OrthRegWeight { get; init; }

    /// <summary>
    /// Paths of the layers whose adapter keeps the zeros of its layer (LoRS): merging has to mask the product. Not one of PEFT's keys, which
    /// passes over it, so it is written only where there is such a layer.
    /// </summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<string>? LorsModules { get; init; }

    /// <summary>
    /// For layers whose base was compensated for the adapter's start, how many components at the end of the adapter take that start back. Not
    /// one of PEFT's keys, for which these are components like others, so it is written only where there is such a layer.
    /// </summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyDictionary<string, int>? CompensatedRanks { get; init; }
}
