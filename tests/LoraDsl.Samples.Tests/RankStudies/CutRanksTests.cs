using RankStudy.Models;
using RankStudy.Plans;
using RankStudy.Runs;
using Shared.Models;
using static TorchSharp.torch;

namespace LoraDsl.Samples.Tests.RankStudies;

public sealed class CutRanksTests : IDisposable
{
    private const string Path = "blocks.0.query";

    private readonly VisionTransformer baseModel = new(StudyPlan.Tiny.Data[0].Shape);

    public void Dispose() => baseModel.Dispose();

    [Theory]
    [InlineData(CutRanks.FirstRows)]
    [InlineData(CutRanks.Svd)]
    public void A_cut_leaves_its_rank_and_comes_back_whole(string way)
    {
        using var scope = NewDisposeScope();
        using var adapted = StudyModel.Create(StudyModel.Lora, baseModel, StudyPlan.Tiny.Data[0].Shape);
        var ranks = new FixedRanks([.. Enumerable.Repeat(StudyRanks.Greatest, StudyPlan.Tiny.Data[0].Adapters)]);
        adapted.Lora.AllocateRanks<Tensor>([], _ => throw new InvalidOperationException(), ranks, ranks);
        var parameters = adapted.Model.named_parameters().ToDictionary(entry => entry.name, entry => entry.parameter);
        var (a, b) = (parameters[$"{Path}.lora_default.lora_A"], parameters[$"{Path}.lora_default.lora_B"]);
        using (no_grad())
            b.copy_(randn(b.shape));
        var (wholeA, wholeB) = (a.detach().clone(), b.detach().clone());
        var whole = wholeB.mm(wholeA);

        using (var cut = new CutRanks(adapted))
        {
            cut.To(3, way);
            var left = b.detach().mm(a.detach());
            var (u, sigma, vt) = linalg.svd(whole, fullMatrices: false);
            var expected = way == CutRanks.Svd
                ? u.narrow(1, 0, 3).mul(sigma.narrow(0, 0, 3)).mm(vt.narrow(0, 0, 3))
                : wholeB.narrow(1, 0, 3).mm(wholeA.narrow(0, 0, 3));
            Assert.True(left.allclose(expected, rtol: 1e-4, atol: 1e-5));
            Assert.False(left.allclose(whole, rtol: 1e-2, atol: 1e-2));
        }

        Assert.Equal(0, a.detach().sub(wholeA).abs().max().item<float>());
        Assert.Equal(0, b.detach().sub(wholeB).abs().max().item<float>());
    }
}
