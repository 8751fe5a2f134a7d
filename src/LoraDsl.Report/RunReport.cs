using LoraDsl.Formats.Runs;
using LoraDsl.Reports.Html.History;
using LoraDsl.Reports.Html.Pages;
using LoraDsl.Reports.Html.Sections;

namespace LoraDsl.Reports.Html;

/// <summary>The report of a run: one HTML page that needs nothing but itself.</summary>
public static class RunReport
{
    /// <summary>Writes <c>report.html</c> from what the run has written so far; it need not have ended.</summary>
    /// <param name="folder">The run's folder.</param>
    /// <returns>The full path of the page.</returns>
    /// <exception cref="FileNotFoundException">The folder has no <c>run.json</c> or no <c>metrics.jsonl</c>.</exception>
    /// <exception cref="InvalidDataException">A file is not what it should be; the message names it.</exception>
    public static string Write(RunFolder folder)
    {
        ArgumentNullException.ThrowIfNull(folder);
        return PageFile.Write(folder.ReportFile, RunPage.Of(RunFiles.Read(folder), PageAssets.ChartScript));
    }
}
