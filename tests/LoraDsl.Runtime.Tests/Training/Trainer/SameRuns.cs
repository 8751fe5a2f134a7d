using LoraDsl.Checkpoints;
using LoraDsl.Formats.Runs;
using LoraDsl.State;

namespace LoraDsl.Runtime.Tests.Training.Trainer;

/// <summary>Compares what runs leave behind.</summary>
internal static class SameRuns
{
    /// <summary>Everything that does not tell the time is the same: state, best adapter, losses, validations, decisions.</summary>
    public static void Assert(string expected, string actual)
    {
        using var first = Newest(expected);
        using var second = Newest(actual);
        AssertSame(first, second, name => !name.EndsWith("/seconds", StringComparison.Ordinal));
        var (one, other) = (new RunFolder(expected), new RunFolder(actual));
        Xunit.Assert.Equal(Steps(one), Steps(other));
        Xunit.Assert.Equal(File.ReadAllLines(one.ValidationsFile), File.ReadAllLines(other.ValidationsFile));
        Xunit.Assert.Equal(File.ReadAllLines(one.DecisionsFile), File.ReadAllLines(other.DecisionsFile));
        foreach (var file in (string[])["adapter_config.json", "adapter_model.safetensors"])
            Xunit.Assert.Equal(File.ReadAllBytes(Path.Combine(one.BestAdapter, file)), File.ReadAllBytes(Path.Combine(other.BestAdapter, file)));
    }

    /// <summary>The newest checkpoint of a run.</summary>
    public static SavedState Newest(string run) => new CheckpointStore(new RunFolder(run).Checkpoints).ReadNewest()!.Value.State;

    /// <summary>The models of two states are the same.</summary>
    public static void AssertSameModel(SavedState expected, SavedState actual) =>
        AssertSame(expected, actual, name => name.StartsWith("model/", StringComparison.Ordinal) && !name.EndsWith("/started_with", StringComparison.Ordinal));

    /// <summary>The files below a folder, with their contents' lengths and times.</summary>
    public static IReadOnlyList<(string Path, long Length, DateTime Written)> Files(string folder) =>
    [
        .. from file in new DirectoryInfo(folder).EnumerateFiles("*", SearchOption.AllDirectories)
           orderby file.FullName
           select (file.FullName, file.Length, file.LastWriteTimeUtc),
    ];

    private static void AssertSame(SavedState expected, SavedState actual, Func<string, bool> counts)
    {
        string[] names = [.. expected.Tensors.Keys.Where(counts).Order(StringComparer.Ordinal)];
        Xunit.Assert.NotEmpty(names);
        Xunit.Assert.Equal(names, actual.Tensors.Keys.Where(counts).Order(StringComparer.Ordinal));
        foreach (var name in names)
            Xunit.Assert.True(expected.Tensors[name].bytes.SequenceEqual(actual.Tensors[name].bytes), $"{name} differs");
        Compare(expected.Values.Integers, actual.Values.Integers);
        Compare(expected.Values.Numbers, actual.Values.Numbers);
        Compare(expected.Values.Texts, actual.Values.Texts);

        void Compare<T>(SortedDictionary<string, T> one, SortedDictionary<string, T> other) =>
            Xunit.Assert.Equal(one.Where(entry => counts(entry.Key)), other.Where(entry => counts(entry.Key)));
    }

    private static IEnumerable<string> Steps(RunFolder run) =>
        RunRecords.Metrics.Read(run.MetricsFile).Select(metrics => $"{metrics.Step} {metrics.Loss:r} {metrics.LearningRate:r} {string.Join(' ', metrics.Adapters)}");
}
