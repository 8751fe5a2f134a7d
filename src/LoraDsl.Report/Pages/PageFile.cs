using System.Text;
using LoraDsl.Formats.Files;

namespace LoraDsl.Reports.Html.Pages;

/// <summary>Writes a page.</summary>
internal static class PageFile
{
    /// <summary>Writes it beside its place and renames it into it.</summary>
    /// <returns>The full path.</returns>
    public static string Write(string path, Page page)
    {
        var text = Encoding.UTF8.GetBytes(page.Render());
        AtomicFiles.Write(Path.GetDirectoryName(path)!, (Path.GetFileName(path), stream => stream.Write(text)));
        return path;
    }
}
