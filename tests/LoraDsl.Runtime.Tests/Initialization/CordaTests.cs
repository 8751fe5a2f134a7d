using LoraDsl.Initialization;
using LoraDsl.Runtime.Tests.Models;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace LoraDsl.Runtime.Tests.Initialization;

/// <summary>CorDA on a model: the covariance is that of all batches, and the base is compensated.</summary>
public sealed partial class CordaTests
{
    [Lora(3, Alpha = 6, Init = AdapterInitialization.Corda)]
    private sealed partial class CordaNet : Module<Tensor, Tensor>
    {
        private readonly Linear layer = Linear(8, 6);

        public CordaNet()
            : base(nameof(CordaNet))
        {
            RegisterComponents();
            AttachLora();
        }

        public override Tensor forward(Tensor x) => Layer.forward(x);
    }

    [Fact]
    public void The_covariance_is_that_of_all_batches_and_the_model_answers_as_before()
    {
        using var scope = NewDisposeScope();
        random.manual_seed(1);
        using var model = new CordaNet();
        model.to(ScalarType.Float64);
        model.Lora.FreezeBase();
        Tensor[] batches = [randn(16, 8, dtype: ScalarType.Float64), randn([2, 5, 8], dtype: ScalarType.Float64)];
        var weight = model.Lora.Layer.Layer.Weight.clone();
        var before = model.forward(batches[0]);
        Assert.Throws<InvalidOperationException>(() => model.Lora.Initialize());
        model.Lora.Initialize(batches, x => model.forward(x).square().mean());

        var rows = cat([.. batches.Select(batch => batch.reshape(-1, 8))], 0);
        var expected = new InitializerContext("layer", empty(3, 8, dtype: ScalarType.Float64), empty(6, 3, dtype: ScalarType.Float64), weight, 2)
        {
            Covariance = rows.t().mm(rows).div(26),
        };
        new CordaInitializer().Fill(expected);
        Assert.InRange(Reference.MaxDifference(expected.B.mm(expected.A), model.Lora.Layer.B.mm(model.Lora.Layer.A)), 0, 1e-10);
        Assert.True(model.Lora.Layer.IsCompensated);
        Assert.InRange(Reference.MaxDifference(before, model.forward(batches[0])), 0, 1e-10);
    }
}
