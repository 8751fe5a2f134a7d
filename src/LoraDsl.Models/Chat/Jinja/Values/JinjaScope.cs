namespace LoraDsl.Models.Chat.Jinja.Values;

/// <summary>The names that are known at a place of a template. What a loop sets is gone behind it.</summary>
/// <param name="parent">The scope around it.</param>
internal sealed class JinjaScope(JinjaScope? parent)
{
    private readonly Dictionary<string, object?> names = new(StringComparer.Ordinal);

    /// <summary>A name's value; undefined where nobody set it.</summary>
    public object? this[string name]
    {
        get
        {
            for (var scope = this; scope is not null; scope = scope.Parent)
            {
                if (scope.names.TryGetValue(name, out var value))
                    return value;
            }

            return new JinjaUndefined(name);
        }
        set => names[name] = value;
    }

    private JinjaScope? Parent => parent;
}
