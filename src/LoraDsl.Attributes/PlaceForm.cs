namespace LoraDsl;

/// <summary>How many modules a member of a model holds, and by what they are told apart.</summary>
public enum PlaceForm
{
    /// <summary>One.</summary>
    One,

    /// <summary>Any number, by their index.</summary>
    List,

    /// <summary>Any number, by a key.</summary>
    Dictionary,
}
