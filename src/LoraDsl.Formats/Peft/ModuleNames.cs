namespace LoraDsl.Formats.Peft;

/// <summary>
/// Modules as <c>target_modules</c> and <c>exclude_modules</c> name them: a list, of which an entry names the modules whose path it is or
/// whose path ends with it after a dot; or a regular expression that has to match the whole path.
/// </summary>
public sealed record ModuleNames
{
    /// <summary>What PEFT takes, in any case, for every linear layer but the output head.</summary>
    public const string AllLinearWord = "all-linear";

    private ModuleNames(IReadOnlyList<string>? list, string? expression) => (List, Expression) = (list, expression);

    /// <summary>The list, or <see langword="null"/> where there is an expression.</summary>
    public IReadOnlyList<string>? List { get; }

    /// <summary>The expression, or <see langword="null"/> where there is a list.</summary>
    public string? Expression { get; }

    /// <summary>Whether every linear layer is meant but the output head.</summary>
    public bool IsAllLinear => string.Equals(Expression, AllLinearWord, StringComparison.OrdinalIgnoreCase);

    /// <summary>A list of paths or ends of paths.</summary>
    public static ModuleNames Of(IEnumerable<string> names) => new([.. names], null);

    /// <summary>A regular expression, or <see cref="AllLinearWord"/>.</summary>
    public static ModuleNames OfExpression(string expression) => new(null, expression);
}
