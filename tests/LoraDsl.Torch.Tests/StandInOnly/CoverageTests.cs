using System.Globalization;
using System.Reflection;
using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using static TorchSharp.torch;

namespace LoraDsl.Torch.Tests.StandInOnly;

/// <summary>docs/torch-coverage.md against the assembly that it describes: a member that came or went since makes it stale.</summary>
public partial class CoverageTests
{
    private const string Remedy = "docs/torch-coverage.md is stale: write it anew with eng/torch-coverage.py.";

    [Fact]
    public void The_page_of_what_is_covered_tells_of_this_assembly()
    {
        var page = File.ReadAllText(Path.Combine(Root(), "docs", "torch-coverage.md"));
        var api = typeof(Tensor).Assembly.GetTypes().Where(type => type.IsVisible).ToDictionary(NameOf, type => MembersOf(type).ToList());
        Assert.True(api.Count > 200, "The assembly has few types: the test looks at the wrong one.");

        var declared = Row().Matches(page).ToDictionary(row => row.Groups[1].Value, row => int.Parse(row.Groups[2].Value, CultureInfo.InvariantCulture));
        string[] differing = [.. api.Keys.Union(declared.Keys).Where(type => declared.GetValueOrDefault(type, -1) != (api.TryGetValue(type, out var members) ? members.Count : -1))];
        Assert.True(differing.Length == 0, $"{Remedy} It differs in {string.Join(", ", differing)}.");

        string[] lines = [.. api.SelectMany(type => type.Value.Select(member => $"{type.Key} {member}\n")).Order(StringComparer.Ordinal)];
        var fingerprint = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Concat(lines))))[..16];
        Assert.True(page.Contains($"`{fingerprint}`", StringComparison.Ordinal), $"{Remedy} A name has changed.");
    }

    private static IEnumerable<string> MembersOf(Type type)
    {
        const BindingFlags all = BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;
        if (type.IsEnum)
            return type.GetEnumNames();
        return type.GetConstructors(all).Where(one => !one.IsStatic && IsVisible(one)).Select(one => one.Name)
            .Concat(type.GetFields(all).Where(field => field.IsPublic || field.IsFamily).Select(field => field.Name))
            .Concat(type.GetProperties(all).Where(property => IsVisible(property.GetMethod) || IsVisible(property.SetMethod)).Select(property => property.Name))
            .Concat(type.GetEvents(all).Select(one => one.Name))
            .Concat(type.GetMethods(all).Where(method => IsVisible(method) && (!method.IsSpecialName || method.Name.StartsWith("op_", StringComparison.Ordinal))).Select(method => method.Name));
    }

    private static bool IsVisible(MethodBase? method) => method is not null && (method.IsPublic || method.IsFamily || method.IsFamilyOrAssembly);

    // As a reader would write it: torch.nn.Module<T1, T2, TResult>, Modules.Linear.
    private static string NameOf(Type type)
    {
        var name = type.Name.Split('`')[0];
        var outer = type.DeclaringType;
        if (type.IsGenericType && type.GetGenericArguments()[(outer?.GetGenericArguments().Length ?? 0)..] is { Length: > 0 } own)
            name += $"<{string.Join(", ", own.Select(argument => argument.Name))}>";
        if (outer is not null)
            return $"{NameOf(outer)}.{name}";
        return type.Namespace is { } space && space.StartsWith("TorchSharp.", StringComparison.Ordinal) ? $"{space["TorchSharp.".Length..]}.{name}" : name;
    }

    private static string Root()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "LoraDsl.sln")))
            folder = folder.Parent ?? throw new DirectoryNotFoundException("The tests are not in the repository.");
        return folder.FullName;
    }

    [GeneratedRegex(@"^\| `(.+)` \| \d+ / \d+ \| (\d+) \|\r?$", RegexOptions.Multiline)]
    private static partial Regex Row();
}
