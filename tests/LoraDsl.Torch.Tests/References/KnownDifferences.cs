namespace LoraDsl.Torch.Tests.References;

/// <summary>What the provider computes otherwise than PyTorch: nothing, but for what PackageOnly adds.</summary>
internal static partial class KnownDifferences
{
    private static readonly HashSet<string> s_names = Gathered();

    /// <summary>The cases that are answered as PyTorch answers them.</summary>
    public static IEnumerable<string> WithoutThem(IEnumerable<string> names) => names.Where(name => !s_names.Contains(name));

    /// <summary>The same for the cases of a family, by their names in it.</summary>
    public static IEnumerable<string> WithoutThem(string family, IEnumerable<string> names) =>
        names.Where(name => !s_names.Contains(Fixture.Key(family, name)));

    static partial void AddTo(HashSet<string> names);

    private static HashSet<string> Gathered()
    {
        var names = new HashSet<string>();
        AddTo(names);
        return names;
    }
}
