using System.Text.Json;
using LoraDsl.Checkpoints;
using static TorchSharp.torch;

namespace LoraDsl.PeftCases;

/// <summary>Adapters that PEFT combined.</summary>
/// <param name="Name">The case.</param>
/// <param name="Type">PEFT's combination type.</param>
/// <param name="Parts">The adapters and their weights.</param>
/// <param name="Options">The options.</param>
internal sealed record CombinedCase(string Name, string Type, IReadOnlyList<(string Name, double Weight)> Parts, CombinationOptions Options)
{
    private static readonly string Root = Path.Combine(AppContext.BaseDirectory, "PeftCombined");
    private static readonly Dictionary<string, double> Scalings = new() { ["a"] = 2, ["b"] = 0.5, ["wide"] = 2 };

    public static IReadOnlyList<string> Names
    {
        get
        {
            using var cases = Read();
            return [.. cases.RootElement.EnumerateArray().Select(entry => entry.GetProperty("name").GetString()!)];
        }
    }

    public static CombinedCase Of(string name)
    {
        using var cases = Read();
        var entry = cases.RootElement.EnumerateArray().Single(entry => entry.GetProperty("name").GetString() == name);
        var type = entry.GetProperty("combination_type").GetString()!;
        var options = new CombinationOptions(Enum.Parse<CombinationMethod>(type.Replace("_", "", StringComparison.Ordinal), ignoreCase: true))
        {
            Rank = entry.GetProperty("rank") is { ValueKind: JsonValueKind.Number } rank ? rank.GetInt32() : null,
            Density = entry.GetProperty("density") is { ValueKind: JsonValueKind.Number } density ? density.GetDouble() : null,
            MajoritySign = entry.GetProperty("majority_sign_method").GetString() == "frequency" ? MajoritySign.Frequency : MajoritySign.Total,
        };

        // PEFT multiplies by the scaling twice where it takes singular values: it says so by a weight here.
        var parts = entry.GetProperty("adapters").EnumerateArray().Zip(entry.GetProperty("weights").EnumerateArray(), (adapter, weight) =>
            (Name: adapter.GetString()!, Weight: weight.GetDouble() * (options.TakesSingularValues ? Scalings[adapter.GetString()!] : 1)));
        return new CombinedCase(name, type, [.. parts], options);
    }

    /// <summary>The folder of an adapter.</summary>
    public static string FolderOf(string adapter) => Path.Combine(Root, adapter);

    /// <summary>ΔW by the layers that the combination has.</summary>
    public Dictionary<string, Tensor> Changes() => SafetensorsFile.ReadAll(Path.Combine(Root, "combined.safetensors"))
        .Where(entry => entry.Key.StartsWith(Name + ".", StringComparison.Ordinal))
        .ToDictionary(entry => entry.Key[(Name.Length + 1)..], entry => entry.Value);

    private static JsonDocument Read() => JsonDocument.Parse(File.ReadAllText(Path.Combine(Root, "cases.json")));
}
