using LoraDsl.Hooks;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace LoraDsl.Optimization;

/// <summary>Takes parameters out of a running optimizer and puts others in their place.</summary>
/// <remarks>
/// Groups, their options and learning rates stay the objects that they are, so schedulers go on. TorchSharp makes the state of a
/// parameter in <c>add_param_group</c> alone, and shows states by <c>state_dict</c> alone; so for a moment the optimizer has one group, and
/// that a single member. Where each parameter stands is looked up once: a replacement costs as many steps as there are groups, however
/// many parameters they have.
/// </remarks>
/// <param name="optimizer">The optimizer.</param>
internal sealed class OptimizerParameters(optim.Optimizer optimizer)
{
    private readonly Dictionary<Parameter, (ParamGroup Group, Parameter[] Members, int Place)> places = new(ReferenceEqualityComparer.Instance);
    private readonly List<(ParamGroup Group, Parameter[] Members)> known = [];

    /// <summary>Replaces parameters, all of them or none. Those that the optimizer does not hold are passed over.</summary>
    /// <param name="replacements">What takes the place of what.</param>
    /// <returns>Whether every state that was to be carried was; otherwise the optimizer keeps a state of an unknown kind, which restarted.</returns>
    /// <exception cref="NotSupportedException">The optimizer has parameters in a way of its own; nothing was changed.</exception>
    public bool Replace(IReadOnlyList<ParameterReplacement> replacements)
    {
        if (optimizer is not OptimizerHelper helper || optimizer.ParamGroups is not IList<ParamGroup> groups)
        {
            throw new NotSupportedException(
                $"{optimizer.GetType().Name} keeps its parameters in a way of its own, so ranks cannot move while it trains: take an optimizer of TorchSharp's with groups of parameters, such as AdamW or SGD.");
        }

        if (!IsCurrent(groups))
            LookUp(groups);
        var carried = true;
        var moves = new List<(ParameterReplacement Replacement, OptimizerState Old, OptimizerState Fresh)>();
        try
        {
            foreach (var replacement in replacements)
            {
                if (!places.TryGetValue(replacement.Old, out var place))
                    continue;
                var old = StateOf(helper, groups, place.Group, replacement.Old, isNew: false);
                var fresh = StateOf(helper, groups, place.Group, replacement.New, isNew: true);
                moves.Add((replacement, old, fresh));
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

        foreach (var (replacement, old, _) in moves)
        {
            places.Remove(replacement.Old, out var place);
            place.Members[place.Place] = replacement.New;
            places.Add(replacement.New, place);
            (old as IDisposable)?.Dispose();
        }

        return carried;
    }

    /// <summary>Whether the groups are as they were when they were looked up.</summary>
    private bool IsCurrent(IList<ParamGroup> groups)
    {
        if (groups.Count != known.Count)
            return false;
        for (var index = 0; index < known.Count; index++)
        {
            if (!ReferenceEquals(groups[index], known[index].Group) || !ReferenceEquals(groups[index].Parameters, known[index].Members))
                return false;
        }

        return true;
    }

    private void LookUp(IList<ParamGroup> groups)
    {
        places.Clear();
        known.Clear();
        foreach (var group in groups)
        {
            // An array of one's own: members are exchanged in it, and the caller may have kept the group's.
            Parameter[] members = [.. group.Parameters];
            group.Parameters = members;
            known.Add((group, members));
            foreach (var (place, member) in members.Index())
                places.TryAdd(member, (group, members, place));
        }
    }

    /// <summary>The state of a parameter of a group, or a new one for a parameter that the optimizer has not met.</summary>
    private static OptimizerState StateOf(OptimizerHelper optimizer, IList<ParamGroup> groups, ParamGroup group, Parameter parameter, bool isNew)
    {
        ParamGroup[] all = [.. groups];
        var (members, initialRate) = (group.Parameters, group.InitialLearningRate);
        try
        {
            groups.Clear();
            group.Parameters = [parameter];
            if (isNew)
                optimizer.add_param_group(group);
            else
                groups.Add(group);
            return optimizer.state_dict().State[0];
        }
        finally
        {
            groups.Clear();
            foreach (var each in all)
                groups.Add(each);
            group.Parameters = members;
            group.InitialLearningRate = initialRate;
        }
    }
}
