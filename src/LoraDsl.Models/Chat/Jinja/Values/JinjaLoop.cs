namespace LoraDsl.Models.Chat.Jinja.Values;

/// <summary>What a loop tells of itself, <c>loop</c>.</summary>
/// <param name="items">What it goes through.</param>
internal sealed class JinjaLoop(IReadOnlyList<object?> items)
{
    private object? before = new object();

    /// <summary>Which item it is at, from 0.</summary>
    public int Index { get; set; }

    /// <summary>A part by its name.</summary>
    public object? this[string name] => name switch
    {
        "index" => Index + 1L,
        "index0" => (long)Index,
        "revindex" => (long)items.Count - Index,
        "revindex0" => items.Count - Index - 1L,
        "first" => Index == 0,
        "last" => Index == items.Count - 1,
        "length" => (long)items.Count,
        // Loops within loops do not count, only recursive ones, which are not read.
        "depth" => 1L,
        "depth0" => 0L,
        "previtem" => Index > 0 ? items[Index - 1] : new JinjaUndefined("loop.previtem"),
        "nextitem" => Index < items.Count - 1 ? items[Index + 1] : new JinjaUndefined("loop.nextitem"),
        "cycle" => new JinjaFunction("loop.cycle", arguments => arguments.Positional.Count > 0 ? arguments.Positional[Index % arguments.Positional.Count] : throw arguments.Error("needs values")),
        "changed" => new JinjaFunction("loop.changed", arguments => HasChanged(arguments.Positional)),
        _ => new JinjaUndefined($"loop.{name}"),
    };

    private bool HasChanged(IReadOnlyList<object?> now)
    {
        object?[] values = [.. now];
        var has = !JinjaValue.AreEqual(before, values);
        before = values;
        return has;
    }
}
