namespace LoraDsl.Tool.Results;

/// <summary>A part of the machine that was looked at.</summary>
/// <param name="Name">What it is.</param>
/// <param name="State"><c>ok</c>, <c>missing</c> where programs do not run without it, <c>note</c> where they do.</param>
/// <param name="Found">What there is.</param>
/// <param name="Fix">How to get what is missing, or <see langword="null"/>.</param>
internal sealed record Check(string Name, string State, string Found, string? Fix = null)
{
    public const string Ok = "ok";
    public const string Missing = "missing";
    public const string Note = "note";
}
