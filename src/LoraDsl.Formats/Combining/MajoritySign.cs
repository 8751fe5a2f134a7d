namespace LoraDsl;

/// <summary>How TIES elects the sign of a value.</summary>
public enum MajoritySign
{
    /// <summary>The sign of the sum of the values.</summary>
    Total = 0,

    /// <summary>The sign that most of the values have.</summary>
    Frequency = 1,
}
