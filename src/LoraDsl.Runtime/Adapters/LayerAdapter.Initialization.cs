using LoraDsl.Initialization;
using static TorchSharp.torch;

namespace LoraDsl.Adapters;

public abstract partial class LayerAdapter
{
    /// <summary>
    /// Whether the factors have their initial values, as the attribute says or otherwise by a call of <c>Initialize</c> or a file. Until then the
    /// adapter's part is zero, and no optimizer can be made.
    /// </summary>
    public bool IsInitialized { get; private protected set; } = true;

    /// <summary>What the attribute says that the factors start with.</summary>
    public virtual AdapterInitialization Initialization => AdapterInitialization.Original;

    /// <summary>Whether the layer's weight was compensated for the adapter's initial values, W − s·B₀·A₀, and is so now: not while the adapter is disabled.</summary>
    public virtual bool IsCompensated => false;

    /// <summary>Whether the attribute asks for the base to be compensated.</summary>
    internal virtual bool Compensates => false;

    /// <summary>What the adapter is initialized by, and grows by; none for what the method starts with by itself.</summary>
    internal virtual IAdapterInitializer? Initializer => null;

    /// <summary>The initial values that the base was compensated for, or <see langword="null"/>.</summary>
    internal virtual NonzeroInitialization? CompensatedInitialization => null;

    /// <summary>Whether the layer has its original weight where it should have the compensated one: the base was loaded anew since.</summary>
    internal virtual bool HasLostCompensation => false;

    /// <summary>The set that the adapter was added to.</summary>
    internal AdapterSet? Owner { get; set; }

    /// <summary>The layer's name in that set's model.</summary>
    internal string NameInOwner { get; set; } = "";

    /// <summary>The layer's weight without any compensation, on the layer's device and of its type; to be disposed by the caller's scope.</summary>
    internal virtual Tensor BaseWeight => Layer.Weight.detach();

    /// <summary>Initializes by what needs no batches and leaves the base alone.</summary>
    internal virtual void InitializeAlone()
    {
    }

    /// <summary>Forgets what the base was changed for; the layer keeps the weight that it has.</summary>
    internal virtual void KeepWeight()
    {
    }

    /// <summary>Puts the base back as it was without the adapter, bit for bit.</summary>
    internal virtual void LeaveBase()
    {
    }

    /// <summary>Puts the weight back, bit for bit, and starts anew as when the adapter got its rank.</summary>
    internal virtual void Reset()
    {
        RequireUnmerged("reset");
        ResetFactors();
    }

    /// <summary>Puts the weight back and starts as the method does by itself, whatever the attribute says.</summary>
    internal virtual void InitializeAsOriginal() => Reset();

    /// <summary>Throws where an initializer cannot initialize this adapter.</summary>
    /// <param name="path">The adapter's path, for the message.</param>
    /// <param name="initializer">The initializer.</param>
    internal virtual void RequireInitializer(string path, IAdapterInitializer initializer) =>
        throw new InvalidOperationException($"'{path}' is adapted by {Method}, whose initial values are its own: \"{initializer.Name}\" gives values to the A and B of LoRA.");

    /// <summary>Gives the factors fresh values.</summary>
    private protected abstract void ResetFactors();
}
