namespace LoraDsl.Generators.Validation;

/// <summary>
/// The properties of a diagnostic that describe its fix, so that the code fixes repeat no work of the rules. Linked into their
/// assembly as source.
/// </summary>
internal static class FixWords
{
    /// <summary>The property that says which of the fixes below applies.</summary>
    public const string Kind = "Fix";

    /// <summary>The property that holds the fix's text.</summary>
    public const string Text = "FixText";

    /// <summary>Separates the texts of one fix.</summary>
    public const char Separator = '|';

    /// <summary>Replace the diagnostic's span by the text.</summary>
    public const string Write = nameof(Write);

    /// <summary>Leave out the attribute's argument of that name.</summary>
    public const string DropArgument = nameof(DropArgument);

    /// <summary>Swap the attribute's two arguments of these names.</summary>
    public const string SwapArguments = nameof(SwapArguments);

    /// <summary>Write the text as the rank, without quotes, and leave out the budget.</summary>
    public const string WriteRank = nameof(WriteRank);

    /// <summary>Replace <c>[DyLora]</c> by <c>[Lora]</c>.</summary>
    public const string ReplaceDyLora = nameof(ReplaceDyLora);

    /// <summary>Remove one of the attributes of these names, whichever is chosen.</summary>
    public const string DropAttribute = nameof(DropAttribute);

    /// <summary>Add an attribute to the field or property.</summary>
    public const string AddAttribute = nameof(AddAttribute);

    /// <summary>Make the property a field of the first name, or add the second, an attribute, whichever is chosen.</summary>
    public const string MakeField = nameof(MakeField);

    /// <summary>Add <c>partial</c> to the type's declaration.</summary>
    public const string MakePartial = nameof(MakePartial);

    /// <summary>Add calls at the end of the constructor.</summary>
    public const string AppendCalls = nameof(AppendCalls);

    /// <summary>Add a call before the statement.</summary>
    public const string PrependCall = nameof(PrependCall);

    /// <summary>Move the statement to the end of the constructor.</summary>
    public const string MoveToEnd = nameof(MoveToEnd);

    /// <summary>Remove the statement.</summary>
    public const string DropStatement = nameof(DropStatement);
}
