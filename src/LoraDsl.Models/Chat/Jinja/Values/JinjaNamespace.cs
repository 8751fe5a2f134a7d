namespace LoraDsl.Models.Chat.Jinja.Values;

/// <summary>What <c>namespace()</c> makes: its values can be set from within loops.</summary>
internal sealed class JinjaNamespace
{
    /// <summary>The values.</summary>
    public JinjaMap Values { get; } = [];
}
