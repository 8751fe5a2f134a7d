using LoraDsl.Formats.Experiments;
using LoraDsl.Reports.Html.History;
using LoraDsl.Reports.Html.Pages;
using LoraDsl.Reports.Html.Sections;

namespace LoraDsl.Reports.Html;

/// <summary>The report of an experiment: one HTML page that needs nothing but itself.</summary>
public static class ExperimentReport
{
    /// <summary>Name of the page in the experiment's folder.</summary>
    public const string FileName = "report.html";

    /// <summary>Writes <c>report.html</c> from what the experiment has written so far; it need not have ended.</summary>
    /// <param name="folder">The experiment's folder.</param>
    /// <returns>The full path of the page.</returns>
    /// <exception cref="FileNotFoundException">The folder has no <c>experiment.json</c>.</exception>
    /// <exception cref="InvalidDataException">It is no experiment.</exception>
    public static string Write(string folder)
    {
        ArgumentException.ThrowIfNullOrEmpty(folder);
        var root = Path.GetFullPath(folder);
        RunFiles.Require(Path.Combine(root, ExperimentResult.FileName), "an experiment writes it after every trial");
        return PageFile.Write(Path.Combine(root, FileName), ExperimentPage.Of(root, ExperimentResult.Read(root), PageAssets.ChartScript));
    }
}
