namespace LoraDsl.Models.Text;

/// <summary>Where shorter sequences of a batch are filled up.</summary>
public enum PaddingSide
{
    /// <summary>Behind the tokens.</summary>
    Right,

    /// <summary>Before the tokens, so that generated ones follow at once.</summary>
    Left,
}
