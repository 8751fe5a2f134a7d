using static TorchSharp.torch;

namespace LoraDsl.Adapters;

/// <summary>One adapter's values of a tensor that it trains whole.</summary>
/// <param name="place">The tensor in the model.</param>
/// <param name="owner">The adapter.</param>
internal sealed class TrainedTensor(TensorPlace place, AdapterSet owner)
{
    private Tensor? stored;
    private bool isTrainable;
    private bool isEnabled = true;

    public TensorPlace Place => place;

    public AdapterSet Owner => owner;

    /// <summary>Whether the values are the adapter's own; before, they are the base's, whatever that is given.</summary>
    public bool IsBegun { get; private set; }

    /// <summary>Whether the adapter was trained or loaded: what the model has from here on is no base.</summary>
    public bool IsSettled { get; set; }

    /// <summary>Whether the values replace the base's when the adapter is in force.</summary>
    public bool TakesPart => IsBegun && isEnabled;

    public bool IsEnabled
    {
        get => isEnabled;
        set
        {
            isEnabled = value;
            place.Apply();
        }
    }

    /// <summary>Whether training moves it; a buffer moves by itself.</summary>
    public bool IsTrainable
    {
        get => isTrainable;
        set
        {
            isTrainable = value;
            place.ApplyTraining();
        }
    }

    /// <summary>The adapter's values; a view, or the base's own, which must not be written.</summary>
    public Tensor Values => stored ?? (place.HasValuesOf(this) ? place.Live.detach() : place.Base);

    /// <summary>Takes the values that the base has now for the adapter's first ones. Does nothing a second time.</summary>
    public void Begin()
    {
        if (IsBegun)
            return;
        stored = Copy(place.Base);
        IsBegun = true;
        place.Apply();
    }

    /// <summary>Gives the adapter other values.</summary>
    public void Set(Tensor values)
    {
        using var untracked = no_grad();
        Begin();
        (stored ?? place.Live).copy_(values);
    }

    /// <summary>Starts anew from the base.</summary>
    public void Reset()
    {
        if (IsBegun)
            Set(place.Base);
        IsSettled = false;
    }

    /// <summary>Gives the values to the model, which keeps them from here on.</summary>
    public Tensor Give()
    {
        var given = stored!;
        stored = null;
        return given;
    }

    /// <summary>Takes the values back out of the model.</summary>
    public void TakeBack(Tensor values) => stored = Copy(values);

    /// <summary>Frees the values.</summary>
    public void Free()
    {
        stored?.Dispose();
        stored = null;
    }

    internal static Tensor Copy(Tensor values)
    {
        using var untracked = no_grad();
        return values.detach().clone().DetachFromDisposeScope();
    }
}
