using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using LoraDsl.Monitoring;
using LoraDsl.Runs;

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
        var description = Single(folder.DescriptionFile, RunJson.Default.RunDescription, "description of a run");
        var result = File.Exists(folder.ResultFile) ? Single(folder.ResultFile, RunJson.Default.RunResult, "result of a run") : null;

        var steps = new StepHistory(description.Adapters.Select(adapter => adapter.Path));
        foreach (var moment in JsonLines<TrainingMoment>.Enumerate(folder.MetricsFile, MetricsJson.Default.TrainingMoment, "step of a training"))
            steps.Append(moment);
        return new RunHistory(
            description,
            result,
            steps,
            Later(Lines(folder.ValidationsFile, RunJson.Default.ValidationMoment, "validation"), validation => validation.Step, validation => validation.Step),
            Later(Lines(folder.DecisionsFile, RunJson.Default.RankDecision, "decision about a rank"), decision => decision.Step, decision => (decision.Step, decision.Adapter)),
            new TrainingAdvisor().Advise(steps.Last));
    }

    /// <summary>Says which file is missing.</summary>
    /// <exception cref="FileNotFoundException">It is.</exception>
    public static void Require(string path, string who)
    {
        if (!File.Exists(path))
            throw new FileNotFoundException($"'{path}' is missing: {who}. Name the folder that has it, or run the training again.", path);
    }

    /// <summary>Reads a file that is one value.</summary>
    /// <exception cref="InvalidDataException">It is not.</exception>
    public static T Single<T>(string path, JsonTypeInfo<T> type, string what)
        where T : class
    {
        try
        {
            using var stream = File.OpenRead(path);
            return JsonSerializer.Deserialize(stream, type) ?? throw new JsonException("it is null.");
        }
        catch (JsonException error)
        {
            throw new InvalidDataException($"'{path}' is no {what}: {error.Message}", error);
        }
    }

    private static IEnumerable<T> Lines<T>(string path, JsonTypeInfo<T> type, string what)
        where T : class => File.Exists(path) ? JsonLines<T>.Enumerate(path, type, what) : [];

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
