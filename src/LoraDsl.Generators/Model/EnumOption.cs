namespace LoraDsl.Generators.Model;

/// <summary>An option whose value is a member of one of the DSL's enums.</summary>
/// <param name="Type">The enum's name.</param>
/// <param name="Member">The member's name, or <see langword="null"/> for a number that is none of its values.</param>
/// <param name="Number">The value.</param>
internal sealed record EnumOption(string Type, string? Member, int Number)
{
    /// <summary>The value as a user would write it.</summary>
    public override string ToString() => Member is null ? $"({Type}){Number}" : $"{Type}.{Member}";
}
