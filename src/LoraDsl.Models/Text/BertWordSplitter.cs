using System.Text;
using Microsoft.ML.Tokenizers;

namespace LoraDsl.Models.Text;

/// <summary>Cuts a text into words at white space, and every sign of punctuation into a word of its own, as BERT does: all of ASCII that is neither letter nor digit is punctuation.</summary>
internal sealed class BertWordSplitter : PreTokenizer
{
    /// <inheritdoc/>
    public override IEnumerable<(int Offset, int Length)> PreTokenize(ReadOnlySpan<char> text) => PreTokenize(text.ToString());

    /// <inheritdoc/>
    public override IEnumerable<(int Offset, int Length)> PreTokenize(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var (start, place) = (0, 0);
        foreach (var rune in text.EnumerateRunes())
        {
            var (isSpace, isSign) = (Rune.IsWhiteSpace(rune), IsPunctuation(rune));
            if ((isSpace || isSign) && place > start)
                yield return (start, place - start);
            if (isSign)
                yield return (place, rune.Utf16SequenceLength);
            place += rune.Utf16SequenceLength;
            if (isSpace || isSign)
                start = place;
        }

        if (place > start)
            yield return (start, place - start);
    }

    private static bool IsPunctuation(Rune rune) => rune.IsAscii
        ? rune.Value > ' ' && rune.Value < 0x7F && !Rune.IsLetterOrDigit(rune)
        : Rune.IsPunctuation(rune);
}
