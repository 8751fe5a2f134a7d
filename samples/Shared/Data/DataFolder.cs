namespace Shared.Data;

/// <summary>Where data that was fetched stays: <c>~/.local/share/loradsl</c> on Linux, or below <c>XDG_DATA_HOME</c>.</summary>
internal static class DataFolder
{
    /// <summary>The folder of a set of data.</summary>
    /// <param name="name">Its name.</param>
    public static string Of(string name) => Path.Combine(
        Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData, Environment.SpecialFolderOption.DoNotVerify), "loradsl", name);

    /// <summary>A new folder below another one, so that files can be moved to their final place when all are complete.</summary>
    /// <param name="folder">The other one; made when it is missing.</param>
    /// <param name="work">Is told the new folder's path.</param>
    public static void Stage(string folder, Action<string> work)
    {
        var staged = Directory.CreateDirectory(Path.Combine(folder, $".fetch-{Guid.NewGuid():n}"));
        try
        {
            work(staged.FullName);
        }
        finally
        {
            staged.Delete(recursive: true);
        }
    }
}
