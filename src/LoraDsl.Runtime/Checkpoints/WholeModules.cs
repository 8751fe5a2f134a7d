using LoraDsl.Formats.Peft;

namespace LoraDsl.Checkpoints;

/// <summary>What <c>modules_to_save</c> of a configuration names.</summary>
internal static class WholeModules
{
    /// <summary>The name by which a module at a path, or one above it, is trained whole; <see langword="null"/> where none is.</summary>
    public static string? Name(PeftConfig config, string path) => config.ModulesToSave.FirstOrDefault(name => Of(name, path) is not null);

    /// <summary>The path of the module of a name that is at a path or above it: a name is a path, or its end after a dot.</summary>
    public static string? Of(string name, string path)
    {
        var parts = path.Split('.');
        return Enumerable.Range(1, parts.Length)
            .Select(count => string.Join('.', parts.Take(count)))
            .FirstOrDefault(start => start == name || start.EndsWith("." + name, StringComparison.Ordinal));
    }
}
