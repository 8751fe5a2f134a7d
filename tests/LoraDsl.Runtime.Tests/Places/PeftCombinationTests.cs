using LoraDsl.PeftCases;
using LoraDsl.Runtime.Tests.Models;
using static TorchSharp.torch;

namespace LoraDsl.Runtime.Tests.Places;

/// <summary>What PEFT combined, combined here.</summary>
public sealed class PeftCombinationTests
{
    public static TheoryData<string> Cases => [.. CombinedCase.Names];

    [Theory]
    [MemberData(nameof(Cases))]
    public void A_combination_is_PEFTs(string name)
    {
        using var scope = NewDisposeScope();
        using var untracked = no_grad();
        using var model = nn.Sequential(("fc1", nn.Linear(12, 9)), ("fc2", nn.Linear(9, 7)));
        var written = CombinedCase.Of(name);
        foreach (var (adapter, _) in written.Parts)
            LoraModel.Load(model, CombinedCase.FolderOf(adapter), adapter);
        var found = LoraModel.Adapters(model).Combine("combined", written.Parts, written.Options).Named();
        var expected = written.Changes();
        Assert.Equal(expected.Keys.Order(StringComparer.Ordinal), found.Select(entry => entry.Path).Order(StringComparer.Ordinal));
        Assert.All(found, entry => Assert.InRange(
            Reference.MaxDifference(expected[entry.Path], Reference.FactorB(entry.Adapter).mm(Reference.FactorA(entry.Adapter))), 0, 1e-5));
    }
}
