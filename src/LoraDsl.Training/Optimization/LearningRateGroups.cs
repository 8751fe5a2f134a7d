using LoraDsl.Adapters;
using LoraDsl.Extensibility;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace LoraDsl.Optimization;

/// <summary>
/// Groups of one optimizer whose learning rates are multiples of the first one's: LoRA+ (Hayou et al., arXiv 2402.12354) trains B faster than A. The
/// ratios hold at every step, whatever a scheduler makes of single groups.
/// </summary>
internal sealed class LearningRateGroups
{
    private readonly List<(ParamGroup Group, ParamGroup Reference, double Ratio)> groups = [];
    private readonly (ParamGroup Group, double Times)[] references;

    private LearningRateGroups(optim.Optimizer optimizer, Func<double, double> ratio)
    {
        Optimizer = optimizer;
        references = optimizer.ParamGroups is IList<ParamGroup> own ? [.. own.Select(group => (group, Multiply(group, ratio)))] : [];
    }

    /// <summary>The optimizer of all groups.</summary>
    public optim.Optimizer Optimizer { get; }

    /// <summary>Makes the optimizer.</summary>
    /// <param name="set">The adapters.</param>
    /// <param name="create">Makes an optimizer of the parameters that it is given.</param>
    /// <param name="embeddingRate">The learning rate of the embeddings' adapters, or <see langword="null"/> for that of the others.</param>
    public static LearningRateGroups Create(AdapterSet set, Func<IEnumerable<Parameter>, optim.Optimizer> create, double? embeddingRate)
    {
        var (ratios, embeddings) = Others(set, embeddingRate is not null);
        Parameter[] trained = [.. set.Model.parameters().Where(parameter => parameter.requires_grad)];
        List<(Parameter[] Members, Func<double, double> Ratio)> parts =
        [
            ([.. trained.Where(parameter => !ratios.ContainsKey(parameter) && !embeddings.Contains(parameter))], _ => 1),
            .. trained.Where(ratios.ContainsKey).GroupBy(parameter => ratios[parameter]).Select(part => (part.ToArray(), (Func<double, double>)(_ => part.Key))),
            ([.. trained.Where(embeddings.Contains)], rate => embeddingRate!.Value / rate),
        ];
        parts.RemoveAll(part => part.Members.Length == 0);
        if (parts.Count == 0)
            return new LearningRateGroups(create(trained), _ => 1);
        var made = new LearningRateGroups(create(parts[0].Members), parts[0].Ratio);
        try
        {
            foreach (var part in parts.Skip(1))
                made.Add(create, part.Members, part.Ratio);
        }
        catch
        {
            made.Optimizer.Dispose();
            throw;
        }

        return made;
    }

    /// <summary>Gives every group its multiple of the rate that the first ones have now.</summary>
    public void Keep()
    {
        foreach (var (group, reference, ratio) in groups)
            group.LearningRate = reference.LearningRate * ratio;
    }

    private static (Dictionary<Parameter, double> Ratios, HashSet<Parameter> Embeddings) Others(AdapterSet set, bool takesEmbeddings)
    {
        var ratios = new Dictionary<Parameter, double>(ReferenceEqualityComparer.Instance);
        var embeddings = new HashSet<Parameter>(ReferenceEqualityComparer.Instance);
        foreach (var (_, adapter) in set.Named())
        {
            if (adapter is LowRankAdapter { LearningRateRatio: { } ratio } lowRank && ratio != 1)
                ratios[lowRank.B] = ratio;
            if (takesEmbeddings && adapter.InputsAreIndices)
                embeddings.UnionWith(adapter.Factors);
        }

        return (ratios, embeddings);
    }

    private void Add(Func<IEnumerable<Parameter>, optim.Optimizer> create, Parameter[] members, Func<double, double> ratioOf)
    {
        using var donor = create(members);
        if (Optimizer is not OptimizerHelper || references.Length == 0 || donor.ParamGroups is not IList<ParamGroup> given)
        {
            throw new NotSupportedException(
                $"{Optimizer.GetType().Name} has no groups of parameters, so that B cannot have a learning rate of its own: take an optimizer of TorchSharp's with groups, such as AdamW or SGD, or leave LearningRateRatio out.");
        }

        if (references.Length != given.Count || !given.SelectMany(group => group.Parameters).All(members.ToHashSet<Parameter>(ReferenceEqualityComparer.Instance).Contains))
        {
            throw new ArgumentException(
                "The optimizer is not made of the parameters that it was given, so that B cannot have a learning rate of its own: write create as p => torch.optim.AdamW(p, …), or leave LearningRateRatio out.", nameof(create));
        }

        foreach (var (group, (reference, times)) in given.ToArray().Zip(references))
        {
            var ratio = Multiply(group, ratioOf) / times;
            var rate = group.LearningRate;
            Optimizer.add_param_group(group);
            group.LearningRate = group.InitialLearningRate = rate;
            groups.Add((group, reference, ratio));
        }
    }

    private static double Multiply(ParamGroup group, Func<double, double> ratio)
    {
        var times = ratio(group.LearningRate);
        if (times != 1)
            group.LearningRate = group.InitialLearningRate = group.LearningRate * times;
        return times;
    }
}
