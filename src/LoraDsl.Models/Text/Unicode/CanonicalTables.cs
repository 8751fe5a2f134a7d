using System.Globalization;
using System.Text;

namespace LoraDsl.Models.Text.Unicode;

/// <summary>Canonical decompositions and combining classes of the Unicode Character Database (Unicode Standard Annex 15), but for Hangul, which is computed.</summary>
internal sealed class CanonicalTables
{
    private const string Resource = "CanonicalForms.txt";

    private static readonly Lazy<CanonicalTables> Read = new(() => new CanonicalTables());

    private readonly Dictionary<int, int[]> decompositions = [];
    private readonly Dictionary<int, int> classes = [];
    private readonly Dictionary<(int, int), int> compositions = [];

    private CanonicalTables()
    {
        using var reader = new StreamReader(typeof(CanonicalTables).Assembly.GetManifestResourceStream(Resource)!, Encoding.UTF8);
        while (reader.ReadLine() is { } line)
        {
            if (line.StartsWith('#'))
                continue;
            var parts = line.Split(';');
            var code = Code(parts[0]);
            if (parts[1] != "0")
                classes.Add(code, int.Parse(parts[1], CultureInfo.InvariantCulture));
            if (parts[2].Length == 0)
                continue;
            int[] pieces = [.. parts[2].Split(' ').Select(Code)];
            decompositions.Add(code, pieces);
            if (parts[3] == "C")
                compositions.Add((pieces[0], pieces[1]), code);
        }
    }

    /// <summary>The tables, read when they are first asked for.</summary>
    public static CanonicalTables Instance => Read.Value;

    /// <summary>What a character is made of, one step down; <see langword="null"/> for one that is made of nothing else.</summary>
    public int[]? Decomposition(int code) => decompositions.GetValueOrDefault(code);

    /// <summary>How far from its base a mark stands; 0 for what is no mark.</summary>
    public int Class(int code) => classes.GetValueOrDefault(code);

    /// <summary>What two characters make; <see langword="null"/> where they make nothing.</summary>
    public int? Composition(int first, int second) => compositions.TryGetValue((first, second), out var code) ? code : null;

    private static int Code(string hexadecimal) => int.Parse(hexadecimal, NumberStyles.HexNumber, CultureInfo.InvariantCulture);
}
