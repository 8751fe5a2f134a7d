using System.Text.Json.Nodes;
using LoraDsl.Formats.Files;

namespace LoraDsl.Models.Text;

/// <summary>What a folder says of its tokenizer: <c>tokenizer.json</c>, <c>tokenizer_config.json</c> and <c>config.json</c>, of which some may be missing.</summary>
internal sealed class TokenizerFiles
{
    private const string ConfigFile = "tokenizer_config.json";
    private const string TokenizerFile = "tokenizer.json";

    /// <summary>Reads what there is.</summary>
    /// <exception cref="DirectoryNotFoundException">There is no such folder.</exception>
    /// <exception cref="InvalidDataException">A file is no object of JSON.</exception>
    public TokenizerFiles(string folder)
    {
        if (!Directory.Exists(folder))
            throw new DirectoryNotFoundException($"There is no folder '{folder}'.");
        Folder = folder;
        Json = Object(TokenizerFile);
        Config = Object(ConfigFile) ?? [];
        SpecialMap = Object("special_tokens_map.json") ?? [];
        Model = Object("config.json") ?? [];
    }

    /// <summary>The folder.</summary>
    public string Folder { get; }

    /// <summary><c>tokenizer.json</c>.</summary>
    public JsonObject? Json { get; }

    /// <summary><c>tokenizer_config.json</c>.</summary>
    public JsonObject Config { get; }

    /// <summary><c>special_tokens_map.json</c>, which older folders have.</summary>
    public JsonObject SpecialMap { get; }

    /// <summary><c>config.json</c>.</summary>
    public JsonObject Model { get; }

    /// <summary>Where <c>tokenizer.json</c> is, for messages.</summary>
    public string JsonPath => PathOf(TokenizerFile)!;

    /// <summary>A file's path, where there is one.</summary>
    public string? PathOf(string name) => File.Exists(Path.Combine(Folder, name)) ? Path.Combine(Folder, name) : null;

    /// <summary>A special token by its role, which the files have as a text or as an object with its content.</summary>
    public string? Special(string key) => (Config[key] ?? SpecialMap[key]) switch
    {
        JsonValue value => Text(value),
        JsonObject token => Text(token["content"]),
        _ => null,
    };

    /// <summary>A text, if it is one.</summary>
    public static string? Text(JsonNode? node) => node is JsonValue value && value.TryGetValue<string>(out var text) ? text : null;

    /// <summary>A truth value, if it is one.</summary>
    public static bool? Flag(JsonNode? node) => node is JsonValue value && value.TryGetValue<bool>(out var flag) ? flag : null;

    /// <summary>A whole number, if it is one that can be a length: tokenizers without a limit write 10^30.</summary>
    public static int? Length(JsonNode? node) =>
        node is JsonValue value && value.TryGetValue<double>(out var number) && number is >= 1 and <= int.MaxValue ? (int)number : null;

    /// <summary>A token's number, if it is one.</summary>
    public static int? Token(JsonNode? node) => node is JsonValue value && value.TryGetValue<int>(out var number) && number >= 0 ? number : null;

    private JsonObject? Object(string name) => PathOf(name) is { } path ? JsonFile.ReadObject(path, "file of a tokenizer") : null;
}
