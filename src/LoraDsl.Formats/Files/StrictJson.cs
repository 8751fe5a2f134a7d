using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization.Metadata;

namespace LoraDsl.Formats.Files;

/// <summary>Reads a file that a person has written: every key that is unknown, missing or of the wrong type is named, all in one error.</summary>
public sealed class StrictJson
{
    private static readonly JsonDocumentOptions Syntax = new()
    {
        AllowDuplicateProperties = false,
        AllowTrailingCommas = true,
        CommentHandling = JsonCommentHandling.Skip,
    };

    private readonly List<string> problems = [];

    /// <summary>Reads a value.</summary>
    /// <param name="json">The text.</param>
    /// <param name="source">Where it comes from, for the message.</param>
    /// <param name="type">What it is.</param>
    /// <param name="defaults">What stands for keys that are left out; without it, those that have to be there are problems.</param>
    /// <param name="check">Further problems of a value whose keys are in order; those that are not have their defaults in it.</param>
    /// <exception cref="InvalidDataException">The text is not that; the message has every problem.</exception>
    public static T Read<T>(string json, string source, JsonTypeInfo<T> type, T? defaults, Func<T, IEnumerable<string>> check)
        where T : class
    {
        var reader = new StrictJson();
        JsonNode? given;
        try
        {
            given = JsonNode.Parse(json, documentOptions: Syntax);
        }
        catch (JsonException error)
        {
            throw new InvalidDataException($"'{source}' is no JSON: {error.Message}", error);
        }

        (given as JsonObject)?.Remove("$schema");
        reader.Walk(given, type, "", whole: defaults is null);
        var readable = reader.problems.Count == 0;
        if (defaults is not null && given is JsonObject keys)
        {
            given = Overlay(JsonSerializer.SerializeToNode(defaults, type)!.AsObject(), keys);
            readable = true;
        }

        if (readable && given.Deserialize(type) is { } value)
        {
            reader.problems.AddRange(check(value));
            if (reader.problems.Count == 0)
                return value;
        }

        throw new InvalidDataException(Message(source, reader.problems));
    }

    /// <summary>A message with every problem, a line each.</summary>
    public static string Message(string source, IReadOnlyList<string> problems) =>
        $"'{source}' has {(problems.Count == 1 ? "a problem" : $"{problems.Count} problems")}:\n- {string.Join("\n- ", problems)}";

    private static JsonObject Overlay(JsonObject defaults, JsonObject given)
    {
        foreach (var (key, value) in given)
            defaults[key] = value?.DeepClone();
        return defaults;
    }

    // A part that is wrong is taken out by its holder, so that what is left can be read and checked further.
    private bool Walk(JsonNode? node, JsonTypeInfo type, string path, bool whole)
    {
        return type.Kind switch
        {
            JsonTypeInfoKind.Object when node is JsonObject keys => WalkObject(keys, type, path, whole),
            JsonTypeInfoKind.Dictionary when node is JsonObject keys => WalkDictionary(keys, type, path, whole),
            JsonTypeInfoKind.Enumerable when node is JsonArray items => WalkArray(items, type, path, whole),
            JsonTypeInfoKind.None when CanBeRead(node, type) => true,
            _ => Refuse(node, type, path),
        };
    }

    private bool WalkObject(JsonObject keys, JsonTypeInfo type, string path, bool whole)
    {
        foreach (var (key, value) in keys.ToList())
        {
            var property = type.Properties.FirstOrDefault(property => property.Name == key);
            if (property is null)
            {
                problems.Add($"{Path(path, key)}: there is no such key; the keys are {string.Join(", ", type.Properties.Select(known => known.Name))}");
                keys.Remove(key);
            }
            else if (!(value is null && property.IsSetNullable) && !Walk(value, Info(type, property.PropertyType), Path(path, key), whole: true))
            {
                keys.Remove(key);
            }
        }

        if (whole)
        {
            problems.AddRange(type.Properties.Where(property => property.IsRequired && !keys.ContainsKey(property.Name) && !IsNamed(Path(path, property.Name)))
                .Select(property => $"{Path(path, property.Name)}: is missing"));
        }

        return true;
    }

    private bool WalkDictionary(JsonObject keys, JsonTypeInfo type, string path, bool whole)
    {
        foreach (var (key, value) in keys.ToList())
        {
            if (!Walk(value, Info(type, type.ElementType!), Path(path, key), whole))
                keys.Remove(key);
        }

        return true;
    }

    private bool WalkArray(JsonArray items, JsonTypeInfo type, string path, bool whole)
    {
        for (var index = 0; index < items.Count; index++)
            Walk(items[index], Info(type, type.ElementType!), $"{path}[{index}]", whole);
        return true;
    }

    private static JsonTypeInfo Info(JsonTypeInfo holder, Type type) => holder.Options.GetTypeInfo(type);

    private static bool CanBeRead(JsonNode? node, JsonTypeInfo type)
    {
        try
        {
            return node is not null && node.Deserialize(type) is not null;
        }
        catch (JsonException)
        {
            return false;
        }
    }

    private bool Refuse(JsonNode? node, JsonTypeInfo type, string path)
    {
        problems.Add($"{(path.Length == 0 ? "the file" : path)}: has to be {Expected(type)}, not {node?.ToJsonString() ?? "null"}");
        return false;
    }

    private static string Expected(JsonTypeInfo type)
    {
        var kind = Nullable.GetUnderlyingType(type.Type) ?? type.Type;
        return type.Kind switch
        {
            JsonTypeInfoKind.Object or JsonTypeInfoKind.Dictionary => "an object, { … }",
            JsonTypeInfoKind.Enumerable => "a list, [ … ]",
            _ when kind.IsEnum => "one of " + string.Join(", ", Enum.GetNames(kind).Select(name => $"\"{JsonNamingPolicy.SnakeCaseLower.ConvertName(name)}\"")),
            _ when kind == typeof(bool) => "true or false",
            _ when kind == typeof(string) => "a text",
            _ when kind == typeof(double) => "a number",
            _ => "a whole number",
        };
    }

    private bool IsNamed(string path) => problems.Exists(problem => problem.StartsWith(path + ":", StringComparison.Ordinal));

    private static string Path(string path, string key) => path.Length == 0 ? key : $"{path}.{key}";
}
