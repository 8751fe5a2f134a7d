namespace LoraDsl.Models.Text;

/// <summary>
/// The text of tokens that come one by one. A token may hold a part of a character, or a blank only when another stands before it: so text is given once it is sure,
/// and all of it together is what the tokens decode to at once.
/// </summary>
/// <param name="tokenizer">The tokenizer.</param>
public sealed class TokenText(TextTokenizer tokenizer)
{
    /// <summary>What a part of a character is decoded to.</summary>
    private const char Unfinished = '\uFFFD';

    /// <summary>Tokens before the new ones that are decoded along, since blanks depend on them.</summary>
    private const int Before = 4;

    private readonly List<long> tokens = [];
    private int given;

    /// <summary>Takes a token.</summary>
    /// <param name="token">The token.</param>
    /// <returns>The text that is sure by now and was not given yet; empty where there is none.</returns>
    public string Add(long token)
    {
        tokens.Add(token);
        return Next(isEnd: false);
    }

    /// <summary>Ends the text.</summary>
    /// <returns>What is left of it.</returns>
    public string End() => Next(isEnd: true);

    private string Next(bool isEnd)
    {
        var start = Math.Max(0, given - Before);
        var known = tokenizer.Decode(tokens[start..given]);
        var all = tokenizer.Decode(tokens[start..]);
        if (all.Length <= known.Length || all[^1] == Unfinished && !isEnd)
            return "";
        given = tokens.Count;
        return all[known.Length..];
    }
}
