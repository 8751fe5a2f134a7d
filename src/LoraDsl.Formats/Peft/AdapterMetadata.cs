using System.Text.Json;
using System.Text.Json.Nodes;

namespace LoraDsl.Formats.Peft;

/// <summary>
/// What our files say besides PEFT's keys. It stands in the free text of the safetensors header, which PEFT passes over: its older versions
/// do not take a configuration with a key that they do not know.
/// </summary>
public sealed record AdapterMetadata
{
    private const string Prefix = "lora_dsl.";
    private const string MaskedKey = Prefix + "lors_modules";
    private const string CompensatedKey = Prefix + "compensated_ranks";

    /// <summary>Paths of the layers whose adapter keeps the zeros of its layer (LoRS): merging has to mask the product.</summary>
    public IReadOnlyCollection<string> LorsModules { get; init; } = [];

    /// <summary>For layers whose base was compensated for the adapter's start, how many components at the end of the adapter take that start back.</summary>
    public IReadOnlyDictionary<string, int> CompensatedRanks { get; init; } = new Dictionary<string, int>();

    /// <summary>Reads what a header says.</summary>
    /// <param name="header">The header's free text.</param>
    /// <param name="file">The file, for messages.</param>
    /// <exception cref="InvalidDataException">It is not as it was written here, or of a newer version.</exception>
    public static AdapterMetadata Read(IReadOnlyDictionary<string, string> header, string file)
    {
        ArgumentNullException.ThrowIfNull(header);
        foreach (var key in header.Keys.Where(key => key is not (MaskedKey or CompensatedKey)))
        {
            if (key.StartsWith(Prefix, StringComparison.Ordinal) || Spelling.IsOneOff(key, MaskedKey) || Spelling.IsOneOff(key, CompensatedKey))
                throw new InvalidDataException($"'{file}' says '{key}' in its header, which is not known here: was it written by a newer version, or is it damaged?");
        }

        return new AdapterMetadata
        {
            LorsModules = Parse<JsonArray>(header, MaskedKey, file) is { } paths
                ? [.. paths.Select(path => path is JsonValue value && value.TryGetValue<string>(out var text) ? text : throw Damaged(MaskedKey, file))]
                : [],
            CompensatedRanks = Parse<JsonObject>(header, CompensatedKey, file) is { } ranks
                ? ranks.ToDictionary(entry => entry.Key, entry => entry.Value is JsonValue value && value.TryGetValue<int>(out var rank) ? rank : throw Damaged(CompensatedKey, file))
                : new Dictionary<string, int>(),
        };
    }

    /// <summary>The free text of a header.</summary>
    public Dictionary<string, string> ToHeader()
    {
        var header = new Dictionary<string, string>(StringComparer.Ordinal) { ["format"] = "pt" };
        if (LorsModules.Count > 0)
            header[MaskedKey] = new JsonArray([.. LorsModules.Select(path => (JsonNode)path)]).ToJsonString();
        if (CompensatedRanks.Count > 0)
            header[CompensatedKey] = new JsonObject(CompensatedRanks.Select(entry => KeyValuePair.Create(entry.Key, (JsonNode?)entry.Value))).ToJsonString();
        return header;
    }

    private static T? Parse<T>(IReadOnlyDictionary<string, string> header, string key, string file)
        where T : JsonNode
    {
        if (!header.TryGetValue(key, out var text))
            return null;
        try
        {
            return JsonNode.Parse(text, documentOptions: new JsonDocumentOptions { AllowDuplicateProperties = false }) as T ?? throw Damaged(key, file);
        }
        catch (JsonException)
        {
            throw Damaged(key, file);
        }
    }

    private static InvalidDataException Damaged(string key, string file) =>
        new($"'{file}' is damaged: '{key}' in its header is not as it was written.");
}
