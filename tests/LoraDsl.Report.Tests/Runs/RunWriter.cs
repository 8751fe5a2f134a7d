using System.Text.Json;
using LoraDsl.Formats.Runs;

namespace LoraDsl.Report.Tests.Runs;

/// <summary>Writes the files of a run as a training would.</summary>
internal sealed class RunWriter(RunFolder folder)
{
    public RunFolder Folder { get; } = folder;

    public RunWriter Describe(RunDescription description)
    {
        Directory.CreateDirectory(Folder.Root);
        File.WriteAllText(Folder.DescriptionFile, JsonSerializer.Serialize(description, RunJson.Default.RunDescription));
        return this;
    }

    public RunWriter Steps(IEnumerable<StepMetrics> steps)
    {
        using var file = RunRecords.Metrics.Append(Folder.MetricsFile);
        foreach (var metrics in steps)
            file.Write(metrics);
        return this;
    }

    public RunWriter Validations(params IEnumerable<ValidationMetrics> validations)
    {
        using var file = RunRecords.Validations.Append(Folder.ValidationsFile);
        foreach (var validation in validations)
            file.Write(validation);
        return this;
    }

    public RunWriter Decisions(params IEnumerable<RankDecision> decisions)
    {
        using var file = RunRecords.Decisions.Append(Folder.DecisionsFile);
        foreach (var decision in decisions)
            file.Write(decision);
        return this;
    }

    public RunWriter End(RunResult result)
    {
        File.WriteAllText(Folder.ResultFile, JsonSerializer.Serialize(result, RunJson.Default.RunResult));
        return this;
    }
}
