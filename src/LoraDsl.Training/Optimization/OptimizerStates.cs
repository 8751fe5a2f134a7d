using LoraDsl.State;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace LoraDsl.Optimization;

/// <summary>
/// Writes down what an optimizer keeps, tensor by tensor, and takes it back. TorchSharp's own format is one block of bytes, which is held
/// several times over to be saved, and of which a part is in force when the rest turns out to be damaged.
/// </summary>
/// <param name="optimizer">The optimizer.</param>
internal sealed class OptimizerStates(OptimizerHelper optimizer)
{
    /// <summary>Throws unless the optimizer's state is of a known kind.</summary>
    /// <exception cref="NotSupportedException">It is not.</exception>
    public void RequireKnown() => _ = All().Count;

    /// <summary>Writes everything down, learning rates included.</summary>
    public void Save(SavedState state)
    {
        foreach (var (index, options) in optimizer.state_dict().Options.Index())
            state.Write($"options{index}", BytesOf(options).Select(value => (long)value));
        foreach (var (index, (_, fields)) in All().Index())
        {
            var section = state.Section($"{index}");
            foreach (var moment in fields.Tensors)
            {
                if (moment.Value is not null)
                    section.WriteTensor(moment.Name, moment.Value);
            }

            foreach (var number in fields.Numbers)
                section.WriteNumbers(number.Name, number.Value);
            if (fields.Step is { } step)
                section.Write("step", step.Value);
        }
    }

    /// <summary>Throws, before anything is changed, unless a saved state is one of an optimizer like this.</summary>
    /// <exception cref="InvalidOperationException">It is that of another.</exception>
    /// <exception cref="InvalidDataException">It is incomplete.</exception>
    public void RequireFit(SavedState state)
    {
        foreach (var (index, options) in optimizer.state_dict().Options.Index())
        {
            if (OptionsOf(state, index).Length != BytesOf(options).Length)
                throw new InvalidDataException($"The saved optimizer's options of group {index} are of another length: it was written by another version.");
        }

        foreach (var (index, (parameter, fields)) in All().Index())
        {
            var section = state.Section($"{index}");
            foreach (var moment in fields.Tensors)
                RequireFit(section, index, parameter, moment);
            foreach (var number in fields.Numbers)
                _ = section.ReadNumber(number.Name);
            if (fields.Step is not null)
                _ = section.ReadCount("step");
        }
    }

    /// <summary>Takes over what <see cref="RequireFit(SavedState)"/> let pass.</summary>
    public void Load(SavedState state)
    {
        using var untracked = no_grad();
        foreach (var (index, options) in optimizer.state_dict().Options.Index())
        {
            using var reader = new BinaryReader(new MemoryStream(OptionsOf(state, index)));
            options.LoadStateDict(reader);
        }

        foreach (var (index, (parameter, fields)) in All().Index())
        {
            var section = state.Section($"{index}");
            foreach (var moment in fields.Tensors)
                Put(section, parameter, moment);
            foreach (var number in fields.Numbers)
                number.Set(section.ReadNumber(number.Name));
            fields.Step?.Set(section.ReadCount("step"));
        }
    }

    private static void RequireFit(SavedState section, int index, Parameter parameter, OptimizerFields.Moment moment)
    {
        var isThere = section.HasTensor(moment.Name);
        if (!isThere && (moment.ComesLater || moment.Value is null))
            return;
        var type = moment.Value?.dtype ?? parameter.dtype;
        if (!isThere || !(moment.ComesLater || moment.Value is not null) || section.ReadTensor(moment.Name) is var saved && (saved.dtype != type || !saved.shape.AsSpan().SequenceEqual(parameter.shape)))
        {
            throw new InvalidOperationException(
                $"The saved optimizer has {(isThere ? "another" : "no")} '{moment.Name}' of parameter {index} than this one, which is of type {type} and shape ({string.Join(", ", parameter.shape)}): make the optimizer that the training began with.");
        }
    }

    private static void Put(SavedState section, Parameter parameter, OptimizerFields.Moment moment)
    {
        if (!section.HasTensor(moment.Name))
        {
            moment.Value?.Dispose();
            moment.Set(null);
            return;
        }

        var saved = section.ReadTensor(moment.Name);
        if (moment.Value is { } present)
            present.copy_(saved);
        else
            moment.Set(saved.to(parameter.device, copy: true).DetachFromDisposeScope());
    }

    private List<(Parameter Parameter, OptimizerFields Fields)> All() =>
    [
        .. optimizer.parameters().Zip(optimizer.state_dict().State, (parameter, state) => (parameter, OptimizerFields.Of(state) ?? throw new NotSupportedException(
            $"{optimizer.GetType().Name} keeps a state of a kind of its own, so a training with it cannot go on from a checkpoint: take an optimizer of TorchSharp's with groups of parameters, such as AdamW or SGD."))),
    ];

    private static byte[] BytesOf(OptimizerOptions options)
    {
        using var stream = new MemoryStream();
        using (var writer = new BinaryWriter(stream))
            options.SaveStateDict(writer);
        return stream.ToArray();
    }

    private static byte[] OptionsOf(SavedState state, int index)
    {
        var saved = state.ReadWholeNumbers($"options{index}");
        return saved.All(value => value is >= 0 and <= byte.MaxValue)
            ? [.. saved.Select(value => (byte)value)]
            : throw new InvalidDataException($"The saved optimizer's options of group {index} are no bytes: the state is damaged.");
    }
}
