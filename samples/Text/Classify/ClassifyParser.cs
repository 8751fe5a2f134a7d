using System.CommandLine;
using Shared.CommandLine;

namespace TextSample.Classify;

/// <summary>Reads the command line of <c>classify</c>.</summary>
internal static class ClassifyParser
{
    /// <summary>The word that asks for it.</summary>
    public const string Word = "classify";

    private static readonly Argument<string> Folder = new("FOLDER") { Description = "the folder of an adapter that the demo has saved" };

    /// <summary>The command line.</summary>
    public static SampleCommand<ClassifyOptions> Command { get; } = new(
        "Reads lines and says whether they are spam, by an adapter that the demo has saved.", [], [Folder], parsed => new ClassifyOptions(parsed.GetRequiredValue(Folder)));
}
