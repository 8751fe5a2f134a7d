using System.Text.Json;
using LoraDsl.Formats.Files;

namespace LoraDsl.Formats.Peft;

/// <summary>
/// Hugging Face PEFT's <c>adapter_config.json</c>. Null stands for a key that is not given; keys that have no meaning here
/// are kept, so that a configuration that was read is written as it was but for what was changed.
/// </summary>
public sealed record PeftConfig
{
    /// <summary>LoRA where the file does not say.</summary>
    public string PeftType { get; init; } = PeftNames.Lora;

    /// <summary>What the model is for, such as <c>SEQ_CLS</c>.</summary>
    public string? TaskType { get; init; }

    /// <summary>The base model.</summary>
    public string? BaseModelNameOrPath { get; init; }

    /// <summary>The base model's version.</summary>
    public string? Revision { get; init; }

    /// <summary>Whether PEFT freezes the adapter when it loads it.</summary>
    public bool InferenceMode { get; init; } = true;

    /// <summary>The rank of layers that <see cref="RankPattern"/> does not name.</summary>
    public int? R { get; init; }

    /// <summary>α of layers that <see cref="AlphaPattern"/> does not name; PEFT's default where the file does not say.</summary>
    public double LoraAlpha { get; init; } = 8;

    /// <summary>Probability in [0, 1) of dropping an element of an adapter's input in training.</summary>
    public double LoraDropout { get; init; }

    /// <summary><c>use_rslora</c>: whether the scaling is α/√rank instead of α/rank.</summary>
    public bool UseRankStabilized { get; init; }

    /// <summary><c>init_lora_weights</c> where it is a word, in lower case; <see langword="null"/> for true and false, which say nothing of trained factors.</summary>
    public string? Initialization { get; init; }

    /// <summary>Whether the adapter is DoRA's.</summary>
    public bool UseDora { get; init; }

    /// <summary>Whether the base stores weights as (in, out). The factors lie as they always do.</summary>
    public bool FanInFanOut { get; init; }

    /// <summary>Which biases of the base are trained: <c>none</c>, <c>all</c> or <c>lora_only</c>.</summary>
    public string Bias { get; init; } = "none";

    /// <summary>Whether B has a bias.</summary>
    public bool LoraBias { get; init; }

    /// <summary>The modules that are adapted.</summary>
    public ModuleNames? TargetModules { get; init; }

    /// <summary>Modules that are left out of <see cref="TargetModules"/>.</summary>
    public ModuleNames? ExcludeModules { get; init; }

    /// <summary>Numbers of the layers that are adapted; all where it is empty.</summary>
    public IReadOnlyList<int> LayersToTransform { get; init; } = [];

    /// <summary>What holds the layers that <see cref="LayersToTransform"/> numbers.</summary>
    public IReadOnlyList<string> LayersPattern { get; init; } = [];

    /// <summary>Modules that are trained and saved whole.</summary>
    public IReadOnlyList<string> ModulesToSave { get; init; } = [];

    /// <summary>Trained rows by the embedding's name; under the empty name, those of the input embedding.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<int>>? TrainableTokenIndices { get; init; }

    /// <summary>Of LoRA, ranks of layers that differ, by the end of their path or a regular expression.</summary>
    public IReadOnlyDictionary<string, double>? RankPattern { get; init; }

    /// <summary>Of AdaLoRA, its <c>rank_pattern</c>: for each triplet that a layer started with, whether it is left.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<bool>>? Triplets { get; init; }

    /// <summary>α of layers that differ, by the end of their path or a regular expression.</summary>
    public IReadOnlyDictionary<string, double>? AlphaPattern { get; init; }

    /// <summary>AdaLoRA's schedule; <see langword="null"/> of LoRA.</summary>
    public AdaLoraKeys? AdaLora { get; init; }

    /// <summary>The keys of VeRA, LoHa, LoKr and IA³; <see langword="null"/> of LoRA and AdaLoRA.</summary>
    public VariantKeys? Variant { get; init; }

    /// <summary>What else the file has, by key.</summary>
    public IReadOnlyDictionary<string, JsonElement> Others { get; init; } = new Dictionary<string, JsonElement>();

    /// <summary>What a user should know of the file, a sentence each.</summary>
    public IReadOnlyList<string> Warnings { get; init; } = [];

    /// <summary>Which modules are adapted.</summary>
    public TargetSelection Selection => new()
    {
        Targets = TargetModules,
        Excluded = ExcludeModules,
        Layers = LayersToTransform,
        LayersPattern = LayersPattern,
        TrainedWhole = ModulesToSave,
    };

    /// <summary>Reads an adapter configuration.</summary>
    /// <param name="path">The file.</param>
    /// <param name="supported">What the reader can do besides factors.</param>
    /// <exception cref="IOException">The file cannot be read, or is no regular file.</exception>
    /// <exception cref="InvalidDataException">The file is damaged, or asks for what is not supported; the message names file, key and value.</exception>
    public static PeftConfig Read(string path, PeftFeatures supported = PeftFeatures.None) =>
        PeftConfigReader.Read(JsonFile.ReadObject(path, "adapter configuration"), path, supported);

    /// <summary>Writes the configuration as <c>adapter_config.json</c> has it.</summary>
    /// <param name="stream">Where to.</param>
    public void Write(Stream stream) => PeftConfigWriter.Write(stream, this);
}
