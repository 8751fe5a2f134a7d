using System.Text;
using System.Text.RegularExpressions;
using DiffPlex;
using DiffPlex.DiffBuilder;
using DiffPlex.DiffBuilder.Model;

namespace LoraDsl.Generators.Tests.Harness;

/// <summary>
/// Compares generated files with those in <c>Snapshots/</c>, named as Verify names them. On a difference the new text is written
/// beside the old one as <c>*.received.cs</c>; copying it over the <c>*.verified.cs</c> accepts it.
/// </summary>
internal static partial class Snapshots
{
    public static void Verify(IReadOnlyDictionary<string, string> generated, string testFile, string test)
    {
        var folder = Path.Combine(Path.GetDirectoryName(testFile)!, "Snapshots");
        var prefix = $"{Path.GetFileNameWithoutExtension(testFile)}.{test}#";
        var problems = new StringBuilder();
        var expected = Directory.GetFiles(folder, prefix + "*.verified.cs").Select(Path.GetFileName).ToHashSet();
        foreach (var (hintName, text) in generated)
        {
            var name = prefix + Path.GetFileNameWithoutExtension(hintName);
            expected.Remove(name + ".verified.cs");
            Compare(Path.Combine(folder, name), $"//HintName: {hintName}\n{Version().Replace(text, "$1{version}$2")}", problems);
        }

        foreach (var name in expected)
        {
            problems.AppendLine($"{name}: not generated any more; delete the snapshot if that is right.");
        }

        Assert.True(problems.Length == 0, problems.ToString());
    }

    private static void Compare(string path, string received, StringBuilder problems)
    {
        var verified = File.Exists(path + ".verified.cs") ? File.ReadAllText(path + ".verified.cs") : "";
        if (received == verified)
        {
            File.Delete(path + ".received.cs");
            return;
        }

        File.WriteAllText(path + ".received.cs", received);
        problems.AppendLine($"{Path.GetFileName(path)}.received.cs differs from the verified one:");
        foreach (var line in new InlineDiffBuilder(new Differ()).BuildDiffModel(verified, received).Lines)
        {
            var mark = line.Type switch
            {
                ChangeType.Inserted => "+ ",
                ChangeType.Deleted => "- ",
                _ => "  ",
            };
            problems.Append(mark).AppendLine(line.Text);
        }
    }

    // A release must not change every snapshot.
    [GeneratedRegex("""(GeneratedCode\("LoraDsl", ")[0-9.]+("\))""")]
    private static partial Regex Version();
}
