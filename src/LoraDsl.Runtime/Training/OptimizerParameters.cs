using TorchSharp.Modules;
using static TorchSharp.torch;

namespace LoraDsl.Training;

/// <summary>Takes parameters out of a running optimizer and puts others in their place.</summary>
/// <remarks>
/// Groups, their options and learning rates stay the objects that they are, so schedulers go on. TorchSharp makes the state of a
/// parameter in <c>add_param_group</c> alone; so a group is added once more with the successor as its only member, and the second entry
/// taken away again.
/// </remarks>
internal static class OptimizerParameters
{
    /// <summary>Replaces parameters, all of them or none. Those that the optimizer does not hold are passed over.</summary>
    /// <param name="optimizer">The optimizer.</param>
    /// <param name="replacements">What takes the place of what.</param>
    /// <returns>Whether every state that was to be carried was; otherwise the optimizer keeps a state of an unknown kind, which started anew.</returns>
    /// <exception cref="NotSupportedException">The optimizer has parameters in a way of its own; nothing was changed.</exception>
    public static bool Replace(optim.Optimizer optimizer, IReadOnlyList<ParameterReplacement> replacements)
    {
        if (optimizer is not OptimizerHelper helper || optimizer.ParamGroups is not IList<ParamGroup> groups)
        {
            throw new NotSupportedException(
                $"{optimizer.GetType().Name} keeps its parameters in a way of its own, so ranks cannot move while it trains: take an optimizer of TorchSharp's with groups of parameters, such as AdamW or SGD.");
        }

        var carried = true;
        var moves = new List<(ParameterReplacement Replacement, ParamGroup Group, OptimizerState Old, OptimizerState Fresh)>();
        try
        {
            foreach (var replacement in replacements)
            {
                if (Find(helper, groups, replacement.Old) is not var (group, old))
                    continue;
                var fresh = Enlist(helper, groups, group, replacement.New);
                moves.Add((replacement, group, old, fresh));
                if (replacement.Carry is { } map)
                    carried &= OptimizerMoments.Carry(old, fresh, map);
            }
        }
        catch
        {
            foreach (var move in moves)
                (move.Fresh as IDisposable)?.Dispose();
            throw;
        }

        foreach (var (replacement, group, old, _) in moves)
        {
            group.Parameters = group.Parameters.Select(member => ReferenceEquals(member, replacement.Old) ? replacement.New : member).ToArray();
            (old as IDisposable)?.Dispose();
        }

        return carried;
    }

    private static (ParamGroup Group, OptimizerState State)? Find(OptimizerHelper optimizer, IList<ParamGroup> groups, Parameter parameter)
    {
        // States stand in the order of the groups and of their parameters.
        var place = 0;
        foreach (var group in groups)
        {
            foreach (var member in group.Parameters)
            {
                if (ReferenceEquals(member, parameter))
                    return (group, optimizer.state_dict().State[place]);
                place++;
            }
        }

        return null;
    }

    private static OptimizerState Enlist(OptimizerHelper optimizer, IList<ParamGroup> groups, ParamGroup group, Parameter parameter)
    {
        var (members, initialRate, count) = (group.Parameters, group.InitialLearningRate, groups.Count);
        try
        {
            group.Parameters = [parameter];
            optimizer.add_param_group(group);
            return optimizer.state_dict().State[^1];
        }
        finally
        {
            while (groups.Count > count)
                groups.RemoveAt(groups.Count - 1);
            group.Parameters = members;
            group.InitialLearningRate = initialRate;
        }
    }
}
