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
            if (value!["enum"] is { } names)
                Assert.Equal(names.ToJsonString(), written[key]!["enum"]?.ToJsonString());
            else
                Assert.Equal(value["type"]?.ToJsonString(), written[key]!["type"]?.ToJsonString());
        }
    }
}
