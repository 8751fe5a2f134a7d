namespace LoraDsl.Models.Text;

/// <summary>Where a folder wants batches to be filled up.</summary>
internal static class PaddingSides
{
    /// <summary>What <c>padding_side</c> says; on the right unless it says something.</summary>
    public static PaddingSide Of(TokenizerFiles files) => TokenizerFiles.Text(files.Config["padding_side"]) == "left" ? PaddingSide.Left : PaddingSide.Right;
}
