using System.Text;

namespace LoraDsl.Generators.Planning;

/// <summary>Where the shared forward passes of a compilation live.</summary>
internal static class ForwardNamespace
{
    /// <summary>One namespace per assembly, so that internal classes of equal names stay apart where one assembly sees another's.</summary>
    public static string Of(string? assemblyName)
    {
        var name = new StringBuilder("LoraDsl.Generated.");
        var start = name.Length;
        foreach (var character in assemblyName ?? "")
        {
            name.Append(char.IsLetterOrDigit(character) ? character : '_');
        }

        if (name.Length == start || char.IsDigit(name[start]))
        {
            name.Insert(start, '_');
        }

        return name.ToString();
    }
}
