using LoraDsl.Models.Bert;
using static TorchSharp.torch;

namespace TextSample.Training;

/// <summary>
/// A linear head, trained on what the frozen encoder makes of the mails: logistic regression, whose penalty is chosen on the validation mails. It is what the other methods are
/// compared with, and where they start (Kumar et al., arXiv 2202.10054: a new head would first spoil the encoder's features).
/// </summary>
/// <param name="Weight">(classes, features).</param>
/// <param name="Bias">(classes).</param>
internal sealed record FrozenHead(Tensor Weight, Tensor Bias) : IDisposable
{
    private const int Steps = 300;
    private const double LearningRate = 0.02;

    private static readonly double[] Penalties = [1e-4, 1e-3, 1e-2];

    /// <summary>How many values it has.</summary>
    public long Parameters => Weight.numel() + Bias.numel();

    /// <summary>Trains it.</summary>
    /// <param name="features">(mails, features).</param>
    /// <param name="mails">The mails.</param>
    /// <param name="validation">(validation mails, features).</param>
    /// <param name="held">The validation mails.</param>
    public static FrozenHead Train(Tensor features, MailTokens mails, Tensor validation, MailTokens held)
    {
        var heads = Penalties.Select(penalty => Train(features, mails, penalty)).Select(head => (Head: head, Loss: Loss(head))).ToList();
        var best = heads.MinBy(entry => entry.Loss).Head;
        foreach (var (head, _) in heads.Where(entry => entry.Head != best))
            head.Dispose();
        return best;

        double Loss(FrozenHead head)
        {
            using var logits = head.Logits(validation);
            return Evaluation.Score(logits, held).Loss;
        }
    }

    /// <summary>The logits, of shape (mails, classes).</summary>
    /// <param name="features">(mails, features).</param>
    public Tensor Logits(Tensor features) => nn.functional.linear(features, Weight, Bias);

    /// <summary>Puts it into a model.</summary>
    public void CopyTo(BertForSequenceClassification model)
    {
        using var untracked = no_grad();
        foreach (var (path, parameter) in MailModel.HeadOf(model))
            parameter.copy_(path.EndsWith(".weight", StringComparison.Ordinal) ? Weight : Bias);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Weight.Dispose();
        Bias.Dispose();
    }

    private static FrozenHead Train(Tensor features, MailTokens mails, double penalty)
    {
        using var scope = NewDisposeScope();
        var labels = tensor(mails.Labels.ToArray(), device: features.device);
        var weight = nn.Parameter(zeros(Enum.GetValues<Corpus.MailClass>().Length, features.shape[1], device: features.device));
        var bias = nn.Parameter(zeros(weight.shape[0], device: features.device));
        using var optimizer = optim.Adam([weight, bias], lr: LearningRate);
        for (var step = 0; step < Steps; step++)
        {
            using var each = NewDisposeScope();
            optimizer.zero_grad();
            var loss = nn.functional.cross_entropy(nn.functional.linear(features, weight, bias), labels) + penalty * weight.square().sum();
            loss.backward();
            optimizer.step();
        }

        // Whoever asked for it disposes of it.
        return new FrozenHead(weight.detach().DetachFromDisposeScope(), bias.detach().DetachFromDisposeScope());
    }
}
