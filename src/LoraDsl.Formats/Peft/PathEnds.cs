namespace LoraDsl.Formats.Peft;

/// <summary>The ends of a layer's path, by which PEFT names layers: <c>block.0.query</c>, <c>0.query</c> and <c>query</c>.</summary>
public static class PathEnds
{
    /// <summary>The path itself and what stands behind each of its dots, longest first.</summary>
    public static IEnumerable<string> Of(string path)
    {
        yield return path;
        for (var dot = path.IndexOf('.', StringComparison.Ordinal); dot >= 0; dot = path.IndexOf('.', dot + 1))
            yield return path[(dot + 1)..];
    }
}
