using LoraDsl.Formats.Files;
using LoraDsl.Formats.Runs;

namespace LoraDsl.Reports.Html.History;

/// <summary>Reads the files of a run.</summary>
internal static class RunFiles
{
    /// <summary>Reads a run; one that has not ended, too.</summary>
    /// <exception cref="FileNotFoundException">The description or the metrics are missing.</exception>
    /// <exception cref="InvalidDataException">A file is not what it should be; the message names it.</exception>
    public static RunHistory Read(RunFolder folder)
    {
        Require(folder.DescriptionFile, "a run writes it when it begins");
        Require(folder.MetricsFile, "a run writes it from its first step on");
        var description = Whole(
            folder.DescriptionFile,
            RunRecords.Description.Read(folder.DescriptionFile),
            read => read is { Name: not null, Model: not null, Adapters: not null, Settings: not null } && read.Adapters.All(adapter => adapter is { Path: not null, Method: not null }),
            "description of a run");
        var result = File.Exists(folder.ResultFile)
            ? Whole(folder.ResultFile, RunRecords.Result.Read(folder.ResultFile), read => read.Stop is not null, "result of a run")
            : null;

        var steps = new StepHistory(description.Adapters.Select(adapter => adapter.Path));
        foreach (var measured in RunRecords.Metrics.Enumerate(folder.MetricsFile))
            steps.Append(Whole(folder.MetricsFile, measured, read => read.Adapters?.All(adapter => adapter?.Path is not null) == true, "step of a training"));
        var decisions = Lines(folder.DecisionsFile, RunRecords.Decisions)
            .Select(decision => Whole(folder.DecisionsFile, decision, read => read is { Adapter: not null, Rule: not null, Reason: not null }, "decision about a rank"));
        return new RunHistory(
            description,
            result,
            steps,
            Later(Lines(folder.ValidationsFile, RunRecords.Validations), validation => validation.Step, validation => validation.Step),
            Later(decisions, decision => decision.Step, decision => (decision.Step, decision.Adapter)),
            new TrainingAdvisor().Advise(steps.Last));
    }

    /// <summary>Says which file is missing.</summary>
    /// <exception cref="FileNotFoundException">It is.</exception>
    public static void Require(string path, string who)
    {
        if (!File.Exists(path))
            throw new FileNotFoundException($"'{path}' is missing: {who}. Name the folder that has it, or run the training again.", path);
    }

    /// <summary>JSON may leave out what a record cannot do without.</summary>
    private static T Whole<T>(string path, T read, Func<T, bool> isWhole, string what) =>
        isWhole(read) ? read : throw new InvalidDataException($"'{path}' has a {what} from which a part is missing: it was written by something else, or by another version.");

    private static IEnumerable<T> Lines<T>(string path, JsonLinesFormat<T> format)
        where T : class => File.Exists(path) ? format.Enumerate(path) : [];

    /// <summary>What was written later of the same step stands, as in <see cref="StepHistory.Append"/>.</summary>
    private static List<T> Later<T, TKey>(IEnumerable<T> entries, Func<T, long> step, Func<T, TKey> key)
    {
        var kept = new List<T>();
        foreach (var entry in entries)
        {
            if (kept.Count > 0 && step(entry) < step(kept[^1]))
                kept.RemoveAll(earlier => step(earlier) >= step(entry));
            for (var index = kept.Count - 1; index >= 0 && step(kept[index]) == step(entry); index--)
            {
                if (Equals(key(kept[index]), key(entry)))
                    kept.RemoveAt(index);
            }

            kept.Add(entry);
        }

        return kept;
    }
}
