using System.Text.Json.Nodes;

namespace LoraDsl.Runtime.Tests.Management;

/// <summary>Compares a schema that was written by hand with what the type says.</summary>
internal static class SchemaAssert
{
    /// <summary>The same names, with the same types.</summary>
    public static void SameProperties(JsonNode exported, JsonNode written)
    {
        Assert.Equal(exported.AsObject().Select(entry => entry.Key), written.AsObject().Select(entry => entry.Key).Where(key => key != "$schema"));
        foreach (var (key, value) in exported.AsObject())
        {
            // A schema may leave out members that a key does not take, but knows none that the type does not.
            if (value!["enum"] is { } names)
                Assert.Subset(names.AsArray().Select(Text).ToHashSet(), written[key]!["enum"]!.AsArray().Select(Text).ToHashSet());
            else
                Assert.Equal(value["type"]?.ToJsonString(), written[key]!["type"]?.ToJsonString());
        }
    }

    private static string Text(JsonNode? node) => node?.ToJsonString() ?? "null";
}
