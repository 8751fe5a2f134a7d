namespace LoraDsl.Runtime.Tests.Training;

/// <summary>Collects the library's warnings.</summary>
internal static class Warnings
{
    /// <summary>The warnings of some work.</summary>
    public static IReadOnlyList<string> Of(Action work)
    {
        var heard = new List<string>();
        var handler = LoraWarnings.Handler;
        LoraWarnings.Handler = heard.Add;
        try
        {
            work();
            return heard;
        }
        finally
        {
            LoraWarnings.Handler = handler;
        }
    }
}
