using System.Reflection;
using LoraDsl.Packaging.Tests.Architecture;
using PublicApiGenerator;

namespace LoraDsl.Packaging.Tests.PublicApi;

/// <summary>What users build on changes by intent, never by accident.</summary>
public sealed class PublicApiTests
{
    private static readonly ApiGeneratorOptions Options = new() { IncludeAssemblyAttributes = false };

    public static TheoryData<string> Assemblies => [.. Products.Allowed.Keys.Where(name => name != "lora")];

    [Theory]
    [MemberData(nameof(Assemblies))]
    public void The_public_API_is_that_of_its_baseline(string assembly)
    {
        var folder = Path.Combine(Repository.Root, "tests", "LoraDsl.Packaging.Tests", "PublicApi");
        var (verified, received) = (Path.Combine(folder, $"{assembly}.verified.txt"), Path.Combine(folder, $"{assembly}.received.txt"));
        var actual = Assembly.Load(assembly).GeneratePublicApi(Options).ReplaceLineEndings("\n") + "\n";
        var expected = File.Exists(verified) ? File.ReadAllText(verified) : "";
        if (actual == expected)
        {
            File.Delete(received);
            return;
        }

        File.WriteAllText(received, actual);
        Assert.Fail(
            $"""
            The public API of {assembly} is not that of its baseline:

            {Difference(expected, actual)}

            If that is meant, accept it and commit the baseline with the change:
              mv '{received}' '{verified}'
            """);
    }

    private static string Difference(string expected, string actual)
    {
        var (before, after) = (Qualified(expected), Qualified(actual));
        return string.Join('\n', [.. before.Except(after).Select(line => "- " + line), .. after.Except(before).Select(line => "+ " + line)]);
    }

    /// <summary>Members with the type that they stand in: the same member of two types is two lines.</summary>
    private static List<string> Qualified(string list)
    {
        var (type, lines) = ("", new List<string>());
        foreach (var line in list.Split('\n'))
        {
            var (indentation, text) = (line.Length - line.TrimStart().Length, line.Trim());
            if (text is "" or "{" or "}")
                continue;
            if (indentation <= 4 && !text.StartsWith('['))
                type = text;
            lines.Add(indentation <= 4 ? text : $"{type} | {text}");
        }

        return lines;
    }
}
