using System.Runtime.CompilerServices;
using System.Text;
using System.Text.RegularExpressions;
using DiffPlex;
using DiffPlex.DiffBuilder;
using DiffPlex.DiffBuilder.Model;

namespace LoraDsl.Generators.Tests.Harness;

/// <summary>
/// Compares generated files with those in <c>Snapshots/</c>, named as Verify names them. A forward pass depends on its configuration alone,
/// which its name says, so all tests share one file of it in <c>Snapshots/Forward/</c>. On a difference the new text is written beside the
/// old one as <c>*.received.cs</c>; copying it over the <c>*.verified.cs</c> accepts it.
/// </summary>
internal static partial class Snapshots
{
    private const int Context = 3;
    private const string Forward = "Forward";
    private const string ForwardPrefix = "LoraDsl.Generated.";

    // Tests that share a file run at the same time.
    private static readonly Lock s_writing = new();

    public static void Verify(IReadOnlyDictionary<string, string> generated, string testFile, string test)
    {
        var folder = Path.Combine(Path.GetDirectoryName(testFile)!, "Snapshots");
        var prefix = $"{Path.GetFileNameWithoutExtension(testFile)}.{test}#";
        var problems = new StringBuilder();
        var expected = Directory.GetFiles(folder, prefix + "*.verified.cs").Select(Path.GetFileName).ToHashSet();
        foreach (var (hintName, text) in generated)
        {
            var name = Path.GetFileNameWithoutExtension(hintName);
            expected.Remove($"{prefix}{name}.verified.cs");
            if (name.StartsWith(ForwardPrefix, StringComparison.Ordinal) && !generated.Values.Any(caller => Calls(caller, name)))
            {
                problems.AppendLine($"{name}: no generated class calls it.");
            }

            Compare(PathOf(folder, prefix, name), $"//HintName: {hintName}\n{Version().Replace(text, "$1{version}$2")}", problems);
        }

        foreach (var name in expected)
        {
            problems.AppendLine($"{name}: not generated any more; delete the snapshot if that is right.");
        }

        Assert.True(problems.Length == 0, problems.ToString());
    }

    /// <summary>The shared files that no test's class calls.</summary>
    public static IReadOnlyList<string> UnusedForwards([CallerFilePath] string harnessFile = "")
    {
        var folder = Path.Combine(Path.GetDirectoryName(harnessFile)!, "..", "Snapshots");
        var callers = Directory.GetFiles(folder, "*.verified.cs").Select(File.ReadAllText).ToList();
        return
        [
            .. Directory.GetFiles(Path.Combine(folder, Forward), "*.verified.cs")
                .Select(path => Path.GetFileName(path).Replace(".verified.cs", "", StringComparison.Ordinal))
                .Where(name => !callers.Exists(caller => Calls(caller, ForwardPrefix + name))),
        ];
    }

    private static string PathOf(string folder, string prefix, string name) => name.StartsWith(ForwardPrefix, StringComparison.Ordinal)
        ? Path.Combine(folder, Forward, name[ForwardPrefix.Length..])
        : Path.Combine(folder, prefix + name);

    private static bool Calls(string caller, string name) =>
        caller.Contains($"{Path.GetFileNameWithoutExtension(name)[(ForwardPrefix.Length - 1)..]}.Forward(", StringComparison.Ordinal);

    private static void Compare(string path, string received, StringBuilder problems)
    {
        using var writing = s_writing.EnterScope();
        var verified = File.Exists(path + ".verified.cs") ? File.ReadAllText(path + ".verified.cs") : "";
        if (received == verified)
        {
            File.Delete(path + ".received.cs");
            return;
        }

        File.WriteAllText(path + ".received.cs", received);
        problems.AppendLine($"{Path.GetFileName(path)}.received.cs differs from the verified one:");
        var lines = new InlineDiffBuilder(new Differ()).BuildDiffModel(verified, received).Lines;
        for (var i = 0; i < lines.Count; i++)
        {
            if (IsNearAChange(lines, i))
            {
                problems.Append(Mark(lines[i].Type)).AppendLine(lines[i].Text);
            }
        }
    }

    private static bool IsNearAChange(List<DiffPiece> lines, int index) => lines
        .Skip(index - Context)
        .Take(Math.Min(index, Context) + 1 + Context)
        .Any(line => line.Type != ChangeType.Unchanged);

    private static string Mark(ChangeType type) => type switch
    {
        ChangeType.Inserted => "+ ",
        ChangeType.Deleted => "- ",
        _ => "  ",
    };

    // A release must not change every snapshot.
    [GeneratedRegex("""(GeneratedCode\("LoraDsl", ")[0-9.]+("\))""")]
    private static partial Regex Version();
}
