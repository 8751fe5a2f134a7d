using System.CommandLine;
using System.Globalization;

namespace Shared.CommandLine;

/// <summary>Options that take a value.</summary>
internal static class SampleOptions
{
    /// <summary>An option whose value is one of some words.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="description">What it is for.</param>
    /// <param name="words">The words, the default first.</param>
    public static Option<string> Choice(string name, string description, params string[] words) => new(name)
    {
        Description = description,
        HelpName = string.Join('|', words),
        DefaultValueFactory = _ => words[0],
        CustomParser = result =>
        {
            var word = result.Tokens[0].Value;
            if (!words.Contains(word))
                result.AddError($"{name} {word} is not a choice: take {string.Join(", ", words[..^1])} or {words[^1]}.");
            return word;
        },
    };

    /// <summary>An option whose value is a whole number.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="description">What it is for.</param>
    /// <param name="value">The default.</param>
    /// <param name="least">The least number that makes sense.</param>
    public static Option<int> Number(string name, string description, int value, int least) => new(name)
    {
        Description = description,
        HelpName = "N",
        DefaultValueFactory = _ => value,
        CustomParser = result =>
        {
            var text = result.Tokens[0].Value;
            if (!int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) || number < least)
                result.AddError($"{name} {text} is not a whole number from {least} to {int.MaxValue}.");
            return number;
        },
    };

    /// <summary>An option whose value is a number of at least 0.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="description">What it is for.</param>
    /// <param name="value">The default, or <see langword="null"/> for none.</param>
    public static Option<double?> Fraction(string name, string description, double? value = null)
    {
        var option = new Option<double?>(name)
        {
            Description = description,
            HelpName = "X",
            CustomParser = result =>
            {
                var text = result.Tokens[0].Value;
                if (!double.TryParse(text, NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent, CultureInfo.InvariantCulture, out var number) || !double.IsFinite(number))
                    result.AddError($"{name} {text} is not a number of at least 0.");
                return number;
            },
        };
        if (value is not null)
            option.DefaultValueFactory = _ => value;
        return option;
    }

    /// <summary>An option whose value is a file or a folder.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="kind">What help calls the value: FILE or DIR.</param>
    /// <param name="description">What it is for.</param>
    /// <param name="value">The default, or <see langword="null"/> for none.</param>
    public static Option<string?> Path(string name, string kind, string description, string? value = null)
    {
        var option = new Option<string?>(name)
        {
            Description = description,
            HelpName = kind,
            CustomParser = result =>
            {
                var text = result.Tokens[0].Value;

                // A misspelt option is not meant to be the name of a file.
                if (text.Length == 0 || text.StartsWith("--", StringComparison.Ordinal))
                    result.AddError($"{name} {text} is not the name of a {(kind == "DIR" ? "folder" : "file")}.");
                return text;
            },
        };
        if (value is not null)
            option.DefaultValueFactory = _ => value;
        return option;
    }

    /// <summary>An option without a value.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="description">What it is for.</param>
    public static Option<bool> Flag(string name, string description) => new(name) { Description = description, Arity = ArgumentArity.Zero };
}
