using System.Globalization;
using System.Text;
using LoraDsl.Models.Text.Unicode;
using Microsoft.ML.Tokenizers;

namespace LoraDsl.Models.Text;

/// <summary>
/// What BERT does to a text before it is cut into words: control characters go, white space becomes spaces, Chinese characters become words of their own,
/// accents and capitals go where the vocabulary has none. (That of Microsoft.ML.Tokenizers drops line ends as control characters, which joins words.)
/// </summary>
internal sealed class BertTextNormalizer : Normalizer
{
    /// <summary>Whether control characters go and white space becomes spaces.</summary>
    public bool CleansText { get; init; } = true;

    /// <summary>Whether Chinese characters are words.</summary>
    public bool SeparatesChinese { get; init; } = true;

    /// <summary>Whether accents go.</summary>
    public bool StripsAccents { get; init; } = true;

    /// <summary>Whether capitals become small letters.</summary>
    public bool Lowers { get; init; } = true;

    /// <inheritdoc/>
    public override string Normalize(ReadOnlySpan<char> original) => Normalize(original.ToString());

    /// <inheritdoc/>
    public override string Normalize(string original)
    {
        ArgumentNullException.ThrowIfNull(original);
        var text = new StringBuilder(original.Length);
        foreach (var rune in original.EnumerateRunes())
            Append(text, rune);
        var cleaned = StripsAccents ? WithoutAccents(text.ToString()) : text.ToString();
        return Lowers ? cleaned.ToLowerInvariant() : cleaned;
    }

    private void Append(StringBuilder text, Rune rune)
    {
        if (CleansText && IsWhiteSpace(rune))
            text.Append(' ');
        else if (CleansText && IsDropped(rune))
            return;
        else if (SeparatesChinese && IsChinese(rune.Value))
            text.Append(' ').Append(rune.ToString()).Append(' ');
        else
            text.Append(rune.ToString());
    }

    private static string WithoutAccents(string text)
    {
        var kept = new StringBuilder(text.Length);
        foreach (var rune in CanonicalForms.Decomposed(text).EnumerateRunes())
        {
            if (Rune.GetUnicodeCategory(rune) != UnicodeCategory.NonSpacingMark)
                kept.Append(rune.ToString());
        }

        return kept.ToString();
    }

    private static bool IsWhiteSpace(Rune rune) => rune.Value is '\t' or '\n' or '\r' || Rune.IsWhiteSpace(rune) && !Rune.IsControl(rune);

    private static bool IsDropped(Rune rune) => rune.Value is 0 or 0xFFFD || Rune.GetUnicodeCategory(rune)
        is UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.PrivateUse;

    // The blocks of CJK ideographs, as BERT's own tokenizer lists them; Japanese and Korean syllables are cut like other words.
    private static bool IsChinese(int code) => code
        is >= 0x4E00 and <= 0x9FFF or >= 0x3400 and <= 0x4DBF or >= 0x20000 and <= 0x2A6DF or >= 0x2A700 and <= 0x2B73F
        or >= 0x2B740 and <= 0x2B81F or >= 0x2B820 and <= 0x2CEAF or >= 0xF900 and <= 0xFAFF or >= 0x2F800 and <= 0x2FA1F;
}
