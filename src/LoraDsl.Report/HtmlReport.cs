using LoraDsl.Formats.Experiments;
using LoraDsl.Formats.Runs;

namespace LoraDsl.Reports.Html;

/// <summary>The report of whatever a folder holds.</summary>
public static class HtmlReport
{
    /// <summary>Writes the report of a run or of an experiment into its folder.</summary>
    /// <param name="folder">The folder: a run's has a <c>run.json</c>, an experiment's an <c>experiment.json</c>.</param>
    /// <returns>The full path of the page.</returns>
    /// <exception cref="DirectoryNotFoundException">There is no such folder.</exception>
    /// <exception cref="FileNotFoundException">It holds neither, or a file that belongs to it is missing; the message names it.</exception>
    /// <exception cref="InvalidDataException">A file is not what it should be; the message names it.</exception>
    public static string Write(string folder)
    {
        ArgumentException.ThrowIfNullOrEmpty(folder);
        var run = new RunFolder(folder);
        if (!Directory.Exists(run.Root))
            throw new DirectoryNotFoundException($"'{run.Root}' is no folder: name the folder of a run or of an experiment.");
        if (File.Exists(Path.Combine(run.Root, ExperimentResult.FileName)))
            return ExperimentReport.Write(run.Root);
        if (File.Exists(run.DescriptionFile))
            return RunReport.Write(run);
        throw new FileNotFoundException(
            $"'{run.Root}' holds neither run.json nor {ExperimentResult.FileName}: name the folder of a run or of an experiment.", run.DescriptionFile);
    }
}
