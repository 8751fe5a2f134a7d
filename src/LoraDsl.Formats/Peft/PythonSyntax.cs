using System.Text;

namespace LoraDsl.Formats.Peft;

/// <summary>Regular expressions of Python's <c>re</c> in the syntax of .NET, where the two differ in what is written for the same.</summary>
internal static class PythonSyntax
{
    /// <summary>Translates an expression.</summary>
    /// <exception cref="ArgumentException">Python has no such syntax, or there is nothing like it in .NET.</exception>
    public static string Translate(string expression)
    {
        var text = new StringBuilder(expression.Length);
        var inClass = false;
        for (var at = 0; at < expression.Length; at++)
        {
            var rest = expression.AsSpan(at);
            if (rest[0] == '\\' && rest.Length > 1)
            {
                text.Append('\\').Append(rest[1] == 'Z' && !inClass ? 'z' : rest[1]);
                at++;
            }
            else if (inClass)
            {
                // In a class .NET would read "-[" as a subtraction; for Python the bracket is a character. A first "]" is one for both.
                inClass = rest[0] != ']';
                text.Append(rest[0] == '[' ? "\\[" : rest[..1]);
            }
            else if (rest[0] == '[')
            {
                var first = rest.StartsWith("[^]") ? 3 : rest.StartsWith("[]") ? 2 : 1;
                text.Append(rest[..first]);
                (inClass, at) = (true, at + first - 1);
            }
            else
            {
                at += Append(text, rest) - 1;
            }
        }

        return text.ToString();
    }

    /// <summary>Appends what stands outside of a class, and says how much of it was read.</summary>
    private static int Append(StringBuilder text, ReadOnlySpan<char> rest)
    {
        if (rest.StartsWith("(?P<"))
            return Append(text, "(?<", 4);
        if (rest.StartsWith("(?P="))
        {
            var end = rest.IndexOf(')');
            if (end < 0)
                throw new ArgumentException("a reference to a group has no end.");
            return Append(text, $"\\k<{rest[4..end]}>", end + 1);
        }

        if (rest.StartsWith("(?'") || (rest.StartsWith("(?<") && rest.Length > 3 && rest[3] is not ('=' or '!')))
            throw new ArgumentException("Python names a group by (?P<name>…).");
        return rest.StartsWith("{,") && rest.Length > 2 && (char.IsAsciiDigit(rest[2]) || rest[2] == '}')
            ? Append(text, "{0,", 2)
            : Append(text, rest[..1].ToString(), 1);
    }

    private static int Append(StringBuilder text, string translated, int read)
    {
        text.Append(translated);
        return read;
    }
}
