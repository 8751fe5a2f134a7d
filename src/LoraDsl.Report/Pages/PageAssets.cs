using System.Security.Cryptography;
using System.Text;

namespace LoraDsl.Reports.Html.Pages;

/// <summary>The style and the scripts that every page carries.</summary>
internal static class PageAssets
{
    /// <summary>The page's style.</summary>
    public static string Style { get; } = Require("page.css");

    /// <summary>Light or dark, before anything is shown.</summary>
    public static string ThemeScript { get; } = Require("theme.js");

    /// <summary>Filters of tables.</summary>
    public static string TableScript { get; } = Require("tables.js");

    /// <summary>The charts, with the library that draws them; <see langword="null"/> when they could not be bundled.</summary>
    public static string? ChartScript { get; } = Find("charts.js");

    /// <summary>Why there are no charts.</summary>
    public static string? WhyNoCharts { get; } = Find("no-charts.txt")?.Trim();

    /// <summary>What a policy calls a script or a style by: then no other runs, whatever gets into the page.</summary>
    public static string Hash(string text) => $"'sha256-{Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(text)))}'";

    private static string Require(string name) =>
        Find(name) ?? throw new InvalidOperationException($"The assembly was built without its resource '{name}'.");

    private static string? Find(string name)
    {
        using var stream = typeof(PageAssets).Assembly.GetManifestResourceStream(name);
        if (stream is null)
            return null;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
