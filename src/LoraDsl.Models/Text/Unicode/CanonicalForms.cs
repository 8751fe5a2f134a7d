using System.Text;

namespace LoraDsl.Models.Text.Unicode;

/// <summary>
/// Unicode's canonical forms D and C (Unicode Standard Annex 15). <see cref="string.Normalize()"/> returns a text as it is in programs without ICU
/// (InvariantGlobalization), and a tokenizer would make other tokens there without a word.
/// </summary>
internal static class CanonicalForms
{
    private const int SyllableBase = 0xAC00;
    private const int SyllableCount = 11_172;
    private const int LeadBase = 0x1100;
    private const int LeadCount = 19;
    private const int VowelBase = 0x1161;
    private const int VowelCount = 21;
    private const int TailBase = 0x11A7;
    private const int TailCount = 28;

    /// <summary>Decomposed: marks behind their letters, in their order.</summary>
    public static string Decomposed(string text) => IsPlain(text) ? text : Text(Pieces(text));

    /// <summary>Composed: what has a character of its own is one.</summary>
    public static string Composed(string text)
    {
        if (IsPlain(text))
            return text;
        var (pieces, composed, starter, last) = (Pieces(text), new List<int>(text.Length), -1, -1);
        foreach (var code in pieces)
        {
            // A mark joins the last letter, unless one of its own class or a higher one stands between them.
            var mark = CanonicalTables.Instance.Class(code);
            if (starter >= 0 && last < mark && Joined(composed[starter], code) is { } whole)
            {
                composed[starter] = whole;
                continue;
            }

            if (mark == 0)
                (starter, last) = (composed.Count, -1);
            else
                last = mark;
            composed.Add(code);
        }

        return Text(composed);
    }

    // Below U+00C0 nothing is made of anything, and nothing joins.
    private static bool IsPlain(string text) => !text.AsSpan().ContainsAnyInRange('\u00C0', '\uFFFF');

    private static List<int> Pieces(string text)
    {
        var pieces = new List<int>(text.Length);
        foreach (var rune in text.EnumerateRunes())
            Take(rune.Value, pieces);

        // Marks of one letter by their classes; equal ones keep their order.
        for (var place = 1; place < pieces.Count; place++)
        {
            var (code, mark) = (pieces[place], CanonicalTables.Instance.Class(pieces[place]));
            var target = place;
            while (mark > 0 && target > 0 && CanonicalTables.Instance.Class(pieces[target - 1]) > mark)
                pieces[target] = pieces[--target];
            pieces[target] = code;
        }

        return pieces;
    }

    private static void Take(int code, List<int> pieces)
    {
        var syllable = code - SyllableBase;
        if (syllable is >= 0 and < SyllableCount)
        {
            pieces.Add(LeadBase + syllable / (VowelCount * TailCount));
            pieces.Add(VowelBase + syllable % (VowelCount * TailCount) / TailCount);
            if (syllable % TailCount > 0)
                pieces.Add(TailBase + syllable % TailCount);
        }
        else if (CanonicalTables.Instance.Decomposition(code) is { } parts)
        {
            foreach (var part in parts)
                Take(part, pieces);
        }
        else
        {
            pieces.Add(code);
        }
    }

    private static int? Joined(int first, int second)
    {
        if (first - LeadBase is >= 0 and < LeadCount && second - VowelBase is >= 0 and < VowelCount)
            return SyllableBase + ((first - LeadBase) * VowelCount + second - VowelBase) * TailCount;
        if (first - SyllableBase is >= 0 and < SyllableCount && (first - SyllableBase) % TailCount == 0 && second - TailBase is > 0 and < TailCount)
            return first + second - TailBase;
        return CanonicalTables.Instance.Composition(first, second);
    }

    private static string Text(List<int> codes)
    {
        var text = new StringBuilder(codes.Count);
        foreach (var code in codes)
            text.Append(new Rune(code).ToString());
        return text.ToString();
    }
}
