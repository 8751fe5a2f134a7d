namespace LoraDsl.Tool.Results;

/// <summary>What `lora doctor` says.</summary>
/// <param name="Healthy">Whether nothing is missing that a program needs.</param>
/// <param name="Checks">What was looked at.</param>
internal sealed record Diagnosis(bool Healthy, IReadOnlyList<Check> Checks);
