namespace Shared.Data;

/// <summary>Labels out of range would reach the loss as indices.</summary>
internal static class LabelCheck
{
    /// <summary>Throws unless every label is a digit.</summary>
    public static void Require(ReadOnlySpan<byte> labels, string path)
    {
        var wrong = labels.IndexOfAnyExceptInRange((byte)0, (byte)(DigitImages.Classes - 1));
        if (wrong >= 0)
            throw new DataException($"'{path}' is damaged: label {wrong} is {labels[wrong]}, not a digit.");
    }
}
