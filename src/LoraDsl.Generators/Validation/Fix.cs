namespace LoraDsl.Generators.Validation;

/// <summary>How a finding is fixed, where that is mechanical.</summary>
/// <param name="Kind">One of <see cref="FixWords"/>.</param>
/// <param name="Text">What that fix needs to know.</param>
internal sealed record Fix(string Kind, string Text = "")
{
    public static Fix MakePartial { get; } = new(FixWords.MakePartial);

    public static Fix MoveToEnd { get; } = new(FixWords.MoveToEnd);

    public static Fix DropStatement { get; } = new(FixWords.DropStatement);

    public static Fix ReplaceDyLora { get; } = new(FixWords.ReplaceDyLora);

    public static Fix Write(string text) => new(FixWords.Write, text);

    public static Fix DropArgument(string argument) => new(FixWords.DropArgument, argument);

    public static Fix SwapArguments(string first, string second) => new(FixWords.SwapArguments, Join(first, second));

    public static Fix WriteRank(string rank) => new(FixWords.WriteRank, rank);

    public static Fix DropAttribute(params AttributeKind[] choices) =>
        new(FixWords.DropAttribute, Join(System.Array.ConvertAll(choices, choice => choice.ToString())));

    public static Fix AddAttribute(string attribute) => new(FixWords.AddAttribute, attribute);

    /// <summary>Makes a property a field of the name, or adds the attribute, whichever is chosen.</summary>
    public static Fix MakeField(string name, string attribute) => new(FixWords.MakeField, Join(name, attribute));

    public static Fix AppendCalls(params string[] methods) => new(FixWords.AppendCalls, Join(methods));

    public static Fix PrependCall(string method) => new(FixWords.PrependCall, method);

    private static string Join(params string[] texts) => string.Join(FixWords.Separator.ToString(), texts);
}
