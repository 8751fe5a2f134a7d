using System.Text.Json;
using System.Text.Json.Serialization;
using LoraDsl.Formats.Files;

namespace LoraDsl.Formats.Peft;

/// <summary>The parts of Hugging Face PEFT's <c>adapter_config.json</c> for LoRA and AdaLoRA that have a meaning here.</summary>
public sealed record PeftConfig
{
    /// <summary>LoRA where the file does not say.</summary>
    public string PeftType { get; init => field = value ?? PeftNames.Lora; } = PeftNames.Lora;

    /// <summary>What the model is for, such as <c>SEQ_CLS</c>.</summary>
    public string? TaskType { get; init; }

    /// <summary>The base model.</summary>
    public string? BaseModelNameOrPath { get; init; }

    /// <summary>Whether PEFT freezes the adapter when it loads it.</summary>
    public bool InferenceMode { get; init; } = true;

    /// <summary>The rank of layers that <see cref="RankPattern"/> does not name.</summary>
    public int R { get; init; }

    /// <summary>α of layers that <see cref="AlphaPattern"/> does not name.</summary>
    public double LoraAlpha { get; init; }

    /// <summary>Probability in [0, 1) of dropping an element of an adapter's input in training.</summary>
    public double LoraDropout { get; init; }

    /// <summary><c>use_rslora</c>: whether the scaling is α/√rank instead of α/rank.</summary>
    [JsonPropertyName("use_rslora")]
    public bool UseRankStabilized { get; init; }

    /// <summary>Whether the adapter is DoRA's.</summary>
    public bool UseDora { get; init; }

    /// <summary>Whether weights are stored as (in, out).</summary>
    public bool FanInFanOut { get; init; }

    /// <summary>Which biases are trained; none where the file does not say.</summary>
    public string Bias { get; init => field = value ?? "none"; } = "none";

    /// <summary>A list of layers, or a regular expression that matches their paths in full.</summary>
    public JsonElement? TargetModules { get; init; }

    /// <summary>Of LoRA, ranks; of AdaLoRA, for each triplet that a layer started with, whether it is left.</summary>
    public JsonElement? RankPattern { get; init; }

    /// <summary>α of layers that differ, by the end of their path or a regular expression.</summary>
    public IReadOnlyDictionary<string, double>? AlphaPattern { get; init; }

    /// <summary>AdaLoRA's initial rank, which its α is divided by.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public int? InitR { get; init; }

    /// <summary>AdaLoRA's target, the mean rank that is left.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public int? TargetR { get; init; }

    /// <summary>Steps of AdaLoRA's warm-up, in which its budget stays.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public int? Tinit { get; init; }

    /// <summary>Steps at the end of AdaLoRA's training, in which its budget is the target.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public int? Tfinal { get; init; }

    /// <summary>Steps between two allocations of AdaLoRA's budget.</summary>
    [JsonPropertyName("deltaT")]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public int? DeltaT { get; init; }

    /// <summary>Steps of AdaLoRA's training.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public int? TotalStep { get; init; }

    /// <summary>How much of the smoothed sensitivity stays from step to step.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public double? Beta1 { get; init; }

    /// <summary>How much of its smoothed uncertainty stays.</summary>
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

    /// <summary>Reads an adapter configuration and refuses kinds that are not supported.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="IOException">The file cannot be read, or is no regular file.</exception>
    /// <exception cref="InvalidDataException">The file is damaged, or describes a kind that is not supported.</exception>
    public static PeftConfig Read(string path)
    {
        var config = JsonFile.Read(path, PeftJson.Default.PeftConfig, "adapter configuration");
        if (config.PeftType is not (PeftNames.Lora or PeftNames.AdaLora) || config.UseDora || config.FanInFanOut || config.Bias != "none")
        {
            throw new InvalidDataException(
                $"'{path}' describes a kind of adapter that is not supported: peft_type must be LORA or ADALORA, use_dora and fan_in_fan_out false, bias \"none\".");
        }

        return config;
    }

    /// <summary>Writes the configuration as <c>adapter_config.json</c> has it.</summary>
    /// <param name="stream">Where to.</param>
    public void Write(Stream stream) => JsonSerializer.Serialize(stream, this, PeftJson.Default.PeftConfig);
}
