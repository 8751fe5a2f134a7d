namespace LoraDsl.Generators.Validation;

/// <summary>How a finding is mended, where that is mechanical.</summary>
/// <param name="Kind">One of <see cref="MendWords"/>.</param>
/// <param name="Text">What that mend needs to know.</param>
internal sealed record Mend(string Kind, string Text = "")
{
    public static Mend MakePartial { get; } = new(MendWords.MakePartial);

    public static Mend MoveToEnd { get; } = new(MendWords.MoveToEnd);

    public static Mend DropStatement { get; } = new(MendWords.DropStatement);

    public static Mend ReplaceDyLora { get; } = new(MendWords.ReplaceDyLora);

    public static Mend Write(string text) => new(MendWords.Write, text);

    public static Mend DropArgument(string argument) => new(MendWords.DropArgument, argument);

    public static Mend SwapArguments(string first, string second) => new(MendWords.SwapArguments, Join(first, second));

    public static Mend FixRank(string rank) => new(MendWords.FixRank, rank);

    public static Mend DropAttribute(params AttributeKind[] choices) =>
        new(MendWords.DropAttribute, Join(System.Array.ConvertAll(choices, choice => choice.ToString())));

    public static Mend AddAttribute(string attribute) => new(MendWords.AddAttribute, attribute);

    public static Mend AppendCalls(params string[] methods) => new(MendWords.AppendCalls, Join(methods));

    public static Mend PrependCall(string method) => new(MendWords.PrependCall, method);

    private static string Join(params string[] texts) => string.Join(MendWords.Separator.ToString(), texts);
}
