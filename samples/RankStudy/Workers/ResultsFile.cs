using System.Text.Json;
using RankStudy.Runs;

namespace RankStudy.Workers;

/// <summary>Results, a line each: what is there need not be done again.</summary>
internal sealed class ResultsFile
{
    private readonly string path;
    private readonly Dictionary<StudyTask, StudyResult> results = [];

    /// <summary>Reads the results that are there.</summary>
    /// <param name="path">The file; its folder is there.</param>
    public ResultsFile(string path)
    {
        this.path = path;
        if (!File.Exists(path))
            return;
        var whole = new List<string>();
        foreach (var line in File.ReadLines(path))
        {
            // The last line is torn when the program was killed while it wrote: that task is done anew.
            if (!TryRead(line, out var result))
                break;
            results[result.Task] = result;
            whole.Add(line);
        }

        Rewrite(whole);
    }

    /// <summary>Everything that was done.</summary>
    public IReadOnlyDictionary<StudyTask, StudyResult> Results => results;

    /// <summary>Adds a result; it is in the file when this returns.</summary>
    public void Add(StudyResult result)
    {
        File.AppendAllText(path, Wire.Write(result) + "\n");
        results[result.Task] = result;
    }

    private static bool TryRead(string line, out StudyResult result)
    {
        try
        {
            result = Wire.Read<StudyResult>(line);
            return true;
        }
        catch (JsonException)
        {
            result = null!;
            return false;
        }
    }

    private void Rewrite(List<string> lines)
    {
        var temporary = $"{path}.{Guid.NewGuid():n}.tmp";
        File.WriteAllLines(temporary, lines);
        File.Move(temporary, path, overwrite: true);
    }
}
