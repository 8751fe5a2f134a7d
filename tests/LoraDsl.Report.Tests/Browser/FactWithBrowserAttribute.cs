using LoraDsl.Reports.Html.Pages;

namespace LoraDsl.Report.Tests.Browser;

/// <summary>
/// A test in a real browser. Where there is none, or no charts to look at, it is skipped and says so; with <c>LORADSL_BROWSER=required</c>,
/// as in continuous integration, it fails.
/// </summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class FactWithBrowserAttribute : FactAttribute
{
    public FactWithBrowserAttribute()
    {
        Skip = Chromium.WhyNot;
    }
}

/// <summary>A theory in a real browser, as <see cref="FactWithBrowserAttribute"/>.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class TheoryWithBrowserAttribute : TheoryAttribute
{
    public TheoryWithBrowserAttribute()
    {
        Skip = Chromium.WhyNot;
    }
}

/// <summary>The browser of this machine.</summary>
internal static class Chromium
{
    private static readonly string[] Paths = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];

    public static string? Executable { get; } = Paths.FirstOrDefault(File.Exists);

    /// <summary>Why tests in the browser are skipped, or <see langword="null"/> when they are not.</summary>
    public static string? WhyNot { get; } = Environment.GetEnvironmentVariable("LORADSL_BROWSER") == "required" ? null
        : Executable is null ? $"there is no browser here (Debian: chromium): none of {string.Join(", ", Paths)}"
        : PageAssets.ChartScript is null ? $"there are no charts to look at: {PageAssets.WhyNoCharts}"
        : null;
}
