using System.Runtime.CompilerServices;
using static TorchSharp.torch;

namespace LoraDsl.Adapters;

/// <summary>A parameter or buffer of a model that adapters train whole, with the adapters that do. One of them, or none, is in force.</summary>
/// <remarks>
/// The model keeps the tensor that it has, and switching copies values into it: the layers of TorchSharp and of users hold their parameters in fields that
/// nobody else can set, an optimizer goes on with the objects that it was made over, and keys and <c>to()</c> stay as they are. What is out of force
/// is a copy, which takes the tensor's type and device when it comes into force.
/// </remarks>
internal sealed class TensorPlace
{
    private static readonly ConditionalWeakTable<nn.Module, Dictionary<string, TensorPlace>> Places = [];

    private readonly nn.Module module;
    private readonly bool isBuffer;
    private readonly List<TrainedTensor> members = [];
    private TrainedTensor? live;
    private Tensor? original;
    private bool baseRequiresGradient;

    private TensorPlace(nn.Module module, string name, bool isBuffer) => (this.module, Name, this.isBuffer) = (module, name, isBuffer);

    /// <summary>The tensor's name in its module.</summary>
    public string Name { get; }

    public bool IsBuffer => isBuffer;

    /// <summary>The model's tensor, read afresh: a move to another device or type replaces it.</summary>
    public Tensor Live => isBuffer ? module.get_buffer(Name)! : module.get_parameter(Name)!;

    /// <summary>The values of the model without any adapter.</summary>
    public Tensor Base => original ?? Live.detach();

    /// <summary>The adapters that train the tensor.</summary>
    public IReadOnlyList<TrainedTensor> Members => members;

    /// <summary>The adapter in force, or <see langword="null"/> for the base.</summary>
    public TrainedTensor? Selected { get; private set; }

    /// <summary>The places of a module's own tensors that some adapter trains.</summary>
    public static IEnumerable<TensorPlace> Of(nn.Module module) =>
        Places.TryGetValue(module, out var places) ? places.Values.Where(place => place.members.Count > 0) : [];

    /// <summary>The place of a module's own tensor.</summary>
    public static TensorPlace Of(nn.Module module, string name, bool isBuffer)
    {
        var places = Places.GetValue(module, static _ => []);
        return places.TryGetValue(name, out var place) ? place : places[name] = new TensorPlace(module, name, isBuffer);
    }

    /// <summary>Whether the model has the values of an adapter.</summary>
    public bool HasValuesOf(TrainedTensor member) => ReferenceEquals(live, member);

    /// <summary>An adapter trains the tensor from here on, and is in force if nothing else is.</summary>
    public TrainedTensor Join(AdapterSet owner)
    {
        var member = new TrainedTensor(this, owner);
        members.Add(member);
        Selected ??= member;
        return member;
    }

    /// <summary>Puts an adapter in force, or the base.</summary>
    public void Select(TrainedTensor? member)
    {
        Selected = member;
        Apply();
    }

    /// <summary>Takes an adapter away.</summary>
    public void Remove(TrainedTensor member)
    {
        members.Remove(member);
        if (ReferenceEquals(Selected, member))
            Select(null);
        member.Free();
    }

    /// <summary>Lets the values in force be the base's from here on.</summary>
    public void Keep()
    {
        original?.Dispose();
        (original, live, Selected) = (null, null, null);
    }

    /// <summary>Brings the values in force into the model.</summary>
    public void Apply()
    {
        var wanted = Selected is { TakesPart: true } ? Selected : null;
        if (ReferenceEquals(wanted, live))
            return;
        using var untracked = no_grad();
        var tensor = Live;
        if (live is not null)
        {
            live.TakeBack(tensor);
            tensor.copy_(original!);
            original!.Dispose();
            (original, live) = (null, null);
            if (!isBuffer)
                tensor.requires_grad = baseRequiresGradient;
        }

        if (wanted is null)
            return;
        original = TrainedTensor.Copy(tensor);
        baseRequiresGradient = tensor.requires_grad;
        using var values = wanted.Give();
        tensor.copy_(values);
        live = wanted;
        ApplyTraining();
    }

    /// <summary>Has training move the tensor, or not, as the adapter in force says.</summary>
    public void ApplyTraining()
    {
        if (live is not null && !isBuffer)
            Live.requires_grad = live.IsTrainable;
    }

    /// <summary>The base is frozen: it does not train while no adapter is in force.</summary>
    public void FreezeBase() => baseRequiresGradient = false;

    /// <summary>Takes what the model has for the base's values, when somebody loaded a base since the adapter began.</summary>
    /// <returns>Whether it was another.</returns>
    public bool TakeLoadedBase()
    {
        if (original is null || live is not { IsSettled: false })
            return false;
        using var scope = NewDisposeScope();
        var tensor = Live.detach();
        if (tensor.eq(original.to(tensor.dtype, tensor.device)).all().item<bool>())
            return false;
        original.Dispose();
        original = TrainedTensor.Copy(tensor);
        return true;
    }
}
