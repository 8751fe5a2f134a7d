using LoraDsl.Runtime.Tests.Models;
using TorchSharp;
using static TorchSharp.torch;

namespace LoraDsl.Runtime.Tests.Checkpoints.Peft;

/// <summary>Values that are not finite are neither saved nor loaded nor merged, unless that is asked for.</summary>
public sealed class NonFiniteFactorTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    public void They_are_refused_by_name_and_change_nothing(double value)
    {
        using var scope = NewDisposeScope();
        using var broken = Broken(value);
        Assert.Contains("'base_model.model.layer.lora_B.weight'", Assert.Throws<InvalidOperationException>(() => broken.Lora.Save(folder.Path)).Message, StringComparison.Ordinal);
        Assert.Empty(Directory.GetFiles(folder.Path));
        broken.Lora.Save(folder.Path, allowNonFinite: true);

        using var model = new ScaleTwo(6, 5);
        var before = model.state_dict().ToDictionary(entry => entry.Key, entry => entry.Value.detach().clone());
        Assert.Contains("'base_model.model.layer.lora_B.weight'", Assert.Throws<InvalidDataException>(() => model.Lora.Load(folder.Path)).Message, StringComparison.Ordinal);
        Assert.All(model.state_dict(), entry => Assert.True(Reference.SameBits(before[entry.Key], entry.Value)));

        model.Lora.Load(folder.Path, allowNonFinite: true);
        Assert.Contains("'layer'", Assert.Throws<InvalidOperationException>(() => model.Lora.Merge()).Message, StringComparison.Ordinal);
        Assert.True(Reference.SameBits(before["layer.weight"], model.state_dict()["layer.weight"]));
        Assert.False(model.Lora.IsMerged);
        model.Lora.Merge(allowNonFinite: true);
        Assert.True(model.Lora.IsMerged);
    }

    [Fact]
    public void A_sum_that_a_narrow_type_cannot_hold_is_not_merged()
    {
        using var scope = NewDisposeScope();
        using var untracked = no_grad();
        using var model = new ScaleTwo(6, 5);
        model.to(ScalarType.Float16);
        model.Base.weight.fill_(60000);
        Reference.FactorA(model.Layer).fill_(100);
        Reference.FactorB(model.Layer).fill_(100);
        Assert.Contains("Float16", Assert.Throws<InvalidOperationException>(() => model.Lora.Merge()).Message, StringComparison.Ordinal);
        Assert.Equal(60000f, model.Base.weight.max().to(ScalarType.Float32).item<float>(), 32f);
    }

    private static ScaleTwo Broken(double value)
    {
        using var untracked = no_grad();
        var model = new ScaleTwo(6, 5);
        Reference.Randomize(model.Layer);
        Reference.FactorB(model.Layer)[1, 2] = value;
        return model;
    }
}
