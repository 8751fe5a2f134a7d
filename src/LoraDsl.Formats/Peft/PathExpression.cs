using System.Text.RegularExpressions;

namespace LoraDsl.Formats.Peft;

/// <summary>A regular expression of an adapter configuration, tried on whole paths as Python's <c>re.fullmatch</c> does.</summary>
internal sealed class PathExpression
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);

    private readonly Regex regex;
    private readonly string expression;
    private readonly ConfigPlace place;

    /// <summary>Takes an expression in.</summary>
    /// <param name="expression">The expression, in Python's syntax.</param>
    /// <param name="place">Where it stands, for messages.</param>
    /// <param name="matchesEnds">Whether what stands behind one of a path's dots may match in place of the whole path.</param>
    /// <exception cref="InvalidDataException">It is no regular expression.</exception>
    public PathExpression(string expression, ConfigPlace place, bool matchesEnds = false)
    {
        this.expression = expression;
        this.place = place;
        try
        {
            regex = new Regex(
                $@"\A{(matchesEnds ? @"(?:.*\.)?" : "")}(?:{PythonSyntax.Translate(expression)})\z", RegexOptions.CultureInvariant, Patience);
        }
        catch (ArgumentException error)
        {
            throw new InvalidDataException($"{place} has '{expression}', which is no regular expression: {error.Message}", error);
        }
    }

    /// <summary>Whether a path matches.</summary>
    /// <exception cref="InvalidDataException">The expression takes too long to be tried.</exception>
    public bool IsMatch(string path)
    {
        try
        {
            return regex.IsMatch(path);
        }
        catch (RegexMatchTimeoutException error)
        {
            throw new InvalidDataException($"{place} has '{expression}', which takes more than {Patience.TotalSeconds} s to be tried on '{path}'.", error);
        }
    }
}
