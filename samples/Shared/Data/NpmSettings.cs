namespace Shared.Data;

/// <summary>What npm is told by its user, for programs that do without it.</summary>
internal static class NpmSettings
{
    /// <summary>The registry's address, with a slash at its end; <see langword="null"/> where no setting names one.</summary>
    public static Uri? Registry()
    {
        var named = Environment.GetEnvironmentVariable("npm_config_registry") ?? Environment.GetEnvironmentVariable("NPM_CONFIG_REGISTRY") ?? FromFile();
        return Uri.TryCreate($"{named?.TrimEnd('/')}/", UriKind.Absolute, out var address) && address.Scheme is "http" or "https" ? address : null;
    }

    private static string? FromFile()
    {
        var file = Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".npmrc");
        if (!File.Exists(file))
            return null;
        return File.ReadLines(file)
            .Select(line => line.Split('=', 2, StringSplitOptions.TrimEntries))
            .LastOrDefault(pair => pair is ["registry", _])?[1];
    }
}
