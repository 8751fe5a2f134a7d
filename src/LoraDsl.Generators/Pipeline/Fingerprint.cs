namespace LoraDsl.Generators.Pipeline;

/// <summary>128 bits of a cryptographic hash. Equal fingerprints mean equal content.</summary>
internal readonly record struct Fingerprint(ulong High, ulong Low)
{
    /// <summary>Combines fingerprints independently of their order.</summary>
    public static Fingerprint operator ^(Fingerprint left, Fingerprint right) => new(left.High ^ right.High, left.Low ^ right.Low);
}
