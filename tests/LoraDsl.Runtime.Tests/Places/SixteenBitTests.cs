using LoraDsl.Runtime.Tests.Models;
using TorchSharp;
using static TorchSharp.torch;

namespace LoraDsl.Runtime.Tests.Places;

/// <summary>On a base of 16 bits the factors have 32.</summary>
public sealed class SixteenBitTests
{
    public static TheoryData<ScalarType, bool> Types => new()
    {
        { ScalarType.BFloat16, false },
        { ScalarType.BFloat16, true },
        { ScalarType.Float16, false },
    };

    [Theory]
    [MemberData(nameof(Types))]
    public void Factors_are_float32_and_train(ScalarType type, bool dora)
    {
        using var scope = NewDisposeScope();
        manual_seed(3);
        using var model = new PlainNet();
        model.to(type);
        var set = LoraModel.Attach(model, new LoraConfig { Rank = 16, Dora = dora, TargetModules = ["table", "convolution", "up", "down", "head"] });
        Assert.All(set.Named(), entry => Assert.All(entry.Adapter.parameters(), factor => Assert.Equal(ScalarType.Float32, factor.dtype)));
        set.FreezeBase();
        using var optimizer = set.Optimizer(parameters => optim.AdamW(parameters, lr: 1e-2));
        var (ids, labels) = (randint(11, [8, 7], dtype: ScalarType.Int64), randint(5, [56], dtype: ScalarType.Int64));
        Tensor Loss() => nn.functional.cross_entropy(model.forward(ids).view(-1, 5).to(ScalarType.Float32), labels);
        var before = Loss().item<float>();
        for (var step = 0; step < 30; step++)
        {
            optimizer.zero_grad();
            Loss().backward();
            optimizer.step();
        }

        Assert.InRange(Loss().item<float>(), 0, before / 2);
    }

    [Fact]
    public void A_base_that_becomes_one_of_16_bits_leaves_the_factors_at_32()
    {
        using var scope = NewDisposeScope();
        using var model = new PlainNet();
        var set = LoraModel.Attach(model, new LoraConfig { Rank = 4 });
        foreach (var (_, adapter) in set.Named())
            Reference.Randomize(adapter);
        var before = set.Named().Select(entry => entry.Adapter.get_parameter("lora_A")!.clone()).ToList();
        model.to(ScalarType.BFloat16);
        Assert.All(set.Named().Zip(before), pair => Assert.True(Reference.SameBits(pair.Second, pair.First.Adapter.get_parameter("lora_A")!)));
        model.to(ScalarType.Float64);
        Assert.All(set.Named(), entry => Assert.Equal(ScalarType.Float64, entry.Adapter.get_parameter("lora_A")!.dtype));
    }
}
