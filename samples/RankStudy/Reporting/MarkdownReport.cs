using Shared;

namespace RankStudy.Reporting;

/// <summary>Puts the tables into a document, between two marks; what people wrote around them stays.</summary>
internal static class MarkdownReport
{
    private const string Start = "<!-- tables: written by RankStudy -->";
    private const string End = "<!-- end of tables -->";

    /// <summary>Throws unless the document is there and has the marks.</summary>
    /// <param name="path">The document.</param>
    /// <exception cref="SampleException">It is not, or has not.</exception>
    public static void Require(string path) => Split(path);

    /// <summary>Replaces what is between the marks.</summary>
    /// <param name="path">The document.</param>
    /// <param name="tables">The tables.</param>
    public static void Write(string path, IEnumerable<StudyTable> tables)
    {
        var (before, after) = Split(path);
        var content = $"{before}{Start}\n\n{string.Join('\n', tables.Select(table => table.ToMarkdown()))}\n{End}{after}";
        var temporary = $"{path}.{Guid.NewGuid():n}.tmp";
        try
        {
            File.WriteAllText(temporary, content);
            File.Move(temporary, path, overwrite: true);
        }
        finally
        {
            File.Delete(temporary);
        }
    }

    private static (string Before, string After) Split(string path)
    {
        if (!File.Exists(path))
            throw new SampleException($"--report {path}: there is no such file. Make it, with the lines '{Start}' and '{End}' where the tables are to be.");
        var text = File.ReadAllText(path);
        var (start, end) = (text.IndexOf(Start, StringComparison.Ordinal), text.IndexOf(End, StringComparison.Ordinal));
        return start >= 0 && end > start
            ? (text[..start], text[(end + End.Length)..])
            : throw new SampleException($"--report {path}: the file needs the lines '{Start}' and '{End}' where the tables are to be.");
    }
}
