using System.Text.Json.Nodes;
using LoraDsl.Models.Text;

namespace LoraDsl.Models.Chat;

/// <summary>Where a folder has its chat templates and the tokens that they write.</summary>
/// <param name="folder">The folder.</param>
internal sealed class ChatTemplateFiles(string folder)
{
    /// <summary>The file of a template.</summary>
    public const string TemplateFile = "chat_template.jinja";

    /// <summary>The file that may have templates within it.</summary>
    public const string ConfigFile = "tokenizer_config.json";

    /// <summary>The name of the template that is taken unless told.</summary>
    public const string DefaultName = "default";

    private const string Key = "chat_template";

    private readonly TokenizerFiles files = new(folder);

    /// <summary>A template's text, and where it is from; <see langword="null"/> where the folder has none.</summary>
    /// <exception cref="FileNotFoundException">It has others alone.</exception>
    /// <exception cref="InvalidDataException">What it has is no template.</exception>
    public (string Text, string Source)? Template(string name)
    {
        var config = Path.Combine(folder, ConfigFile);
        if (name != DefaultName && files.PathOf(Path.Combine("additional_chat_templates", name + ".jinja")) is { } more)
            return (File.ReadAllText(more), more);
        if (name == DefaultName && files.PathOf(TemplateFile) is { } file)
            return (File.ReadAllText(file), file);
        switch (files.Config[Key])
        {
            case null when name == DefaultName:
                return null;
            case JsonValue value when name == DefaultName && TokenizerFiles.Text(value) is { } text:
                return (text, config);
            case JsonArray list when list.FirstOrDefault(entry => TokenizerFiles.Text(entry?["name"]) == name) is { } entry && TokenizerFiles.Text(entry["template"]) is { } text:
                return (text, config);
            case { } other when other is not JsonArray && TokenizerFiles.Text(other) is null:
                throw new InvalidDataException($"'{config}' has for {Key} the value {other.ToJsonString()}: a text, or a list of names and templates is needed.");
            default:
                throw new FileNotFoundException($"'{folder}' has no chat template '{name}'{Others()}.");
        }
    }

    /// <summary>The tokens that templates know by name, such as <c>eos_token</c>.</summary>
    public Dictionary<string, string> SpecialTokens()
    {
        var tokens = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var key in files.SpecialMap.Concat(files.Config).Select(entry => entry.Key).Where(key => key.EndsWith("_token", StringComparison.Ordinal)))
        {
            if (files.Special(key) is { } token)
                tokens[key] = token;
        }

        return tokens;
    }

    private string Others() => files.Config[Key] is JsonArray { Count: > 0 } list
        ? $": it has {string.Join(", ", list.Select(entry => TokenizerFiles.Text(entry?["name"])).OfType<string>())}"
        : "";
}
