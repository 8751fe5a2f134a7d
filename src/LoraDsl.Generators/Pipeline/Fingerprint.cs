namespace LoraDsl.Generators.Pipeline;

/// <summary>128 bits of a cryptographic hash: equal ones mean equal content.</summary>
internal readonly record struct Fingerprint(ulong High, ulong Low)
{
    /// <summary>Of several that come in no order.</summary>
    public static Fingerprint operator ^(Fingerprint left, Fingerprint right) => new(left.High ^ right.High, left.Low ^ right.Low);
}
