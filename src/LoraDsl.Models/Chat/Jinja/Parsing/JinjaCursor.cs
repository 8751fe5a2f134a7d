namespace LoraDsl.Models.Chat.Jinja.Parsing;

/// <summary>A place among tokens.</summary>
/// <param name="tokens">The tokens; the last is the end.</param>
internal sealed class JinjaCursor(IReadOnlyList<JinjaToken> tokens)
{
    private int place;

    /// <summary>The token at the place.</summary>
    public JinjaToken Current => tokens[place];

    /// <summary>The token behind it.</summary>
    public JinjaToken Following => tokens[Math.Min(place + 1, tokens.Count - 1)];

    /// <summary>Goes on behind the token.</summary>
    public JinjaToken Take() => tokens[place < tokens.Count - 1 ? place++ : place];

    /// <summary>Goes on behind an operator, where it stands there.</summary>
    public bool TakesOperator(string text)
    {
        if (!Current.IsOperator(text))
            return false;
        place++;
        return true;
    }

    /// <summary>Goes on behind a word, where it stands there.</summary>
    public bool TakesName(string text)
    {
        if (!Current.IsName(text))
            return false;
        place++;
        return true;
    }

    /// <summary>Goes on behind an operator that has to stand there.</summary>
    /// <exception cref="JinjaError">It does not.</exception>
    public void Require(string text)
    {
        if (!TakesOperator(text))
            throw Unexpected($"'{text}'");
    }

    /// <summary>Goes on behind a token of a kind that has to stand there.</summary>
    /// <exception cref="JinjaError">It does not.</exception>
    public JinjaToken Require(JinjaTokenKind kind, string what) => Current.Kind == kind ? Take() : throw Unexpected(what);

    /// <summary>An error about what stands at the place.</summary>
    /// <param name="needed">What is needed.</param>
    public JinjaError Unexpected(string needed) => new(Current.Line, $"{needed} is needed where {Described(Current)} stands");

    private static string Described(JinjaToken token) => token.Kind switch
    {
        JinjaTokenKind.End => "the end of the template",
        JinjaTokenKind.TagEnd => "'%}'",
        JinjaTokenKind.OutputEnd => "'}}'",
        JinjaTokenKind.TagBegin => "'{%'",
        JinjaTokenKind.OutputBegin => "'{{'",
        _ => $"'{token.Text}'",
    };
}
