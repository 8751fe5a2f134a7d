using System.Buffers;
using System.Text;

namespace TextSample.Corpus;

/// <summary>Texts without what changes from copy to copy of one mail: numbers, addresses, punctuation, case.</summary>
internal static class Letters
{
    private static readonly SearchValues<char> NoWords = SearchValues.Create("@/0123456789");

    /// <summary>The letters of all words that are words alone.</summary>
    public static string Of(string text)
    {
        var letters = new StringBuilder();
        foreach (var word in text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries))
        {
            if (word.AsSpan().IndexOfAny(NoWords) < 0)
                letters.Append([.. word.Where(char.IsLetter).Select(char.ToLowerInvariant)]);
        }

        return letters.ToString();
    }
}
