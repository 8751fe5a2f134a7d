namespace LoraDsl.Adapters;

public abstract partial class AdapterSet
{
    /// <summary>All adapters of the model, this set's among them, by their names.</summary>
    public ModelAdapters Adapters => ModelAdapters.Of(Root.Model);

    /// <summary>Runs the model with this set's adapters, and no others.</summary>
    /// <returns>Puts back what was in force before, when it is disposed.</returns>
    /// <exception cref="InvalidOperationException">An adapter is merged; nothing was changed.</exception>
    public IDisposable Use() => Adapters.Use(Name);

    /// <inheritdoc cref="ModelAdapters.Use(string)"/>
    public IDisposable Use(string name) => Adapters.Use(name);

    /// <inheritdoc cref="ModelAdapters.Use(IReadOnlyList{ValueTuple{string, double}})"/>
    public IDisposable Use(params IReadOnlyList<(string Name, double Weight)> adapters) => Adapters.Use(adapters);

    /// <inheritdoc cref="ModelAdapters.UseNone"/>
    public IDisposable UseNone() => Adapters.UseNone();

    /// <inheritdoc cref="ModelAdapters.Rows"/>
    public IDisposable Rows(IReadOnlyList<string?> names) => Adapters.Rows(names);

    /// <summary>Whether training moves the set's adapters. Parameters of others are left as they are.</summary>
    public bool IsTrainable
    {
        get => Named().Any(entry => entry.Adapter.Factors.Any(factor => factor.requires_grad)) || TrainedTensors().Any(entry => entry.Tensor.IsTrainable);
        set
        {
            lock (ChangeLock)
            {
                foreach (var (_, adapter) in Named())
                    adapter.SetTrainable(value);
                if (value)
                    BeginWhole();
                foreach (var (_, tensor) in TrainedTensors())
                    tensor.IsTrainable = value;
            }
        }
    }

    /// <summary>Whether the model's class declares the adapters, as properties of its own.</summary>
    internal virtual bool IsOfAttributes => true;

    internal void Rename(string name) => contents.Name = name;

    /// <summary>Lists nothing any more: the adapters were taken off the model.</summary>
    internal void Forget()
    {
        ForgetWhole();
        contents.Adapters.Clear();
        contents.Children.Clear();
        contents.Depths = null;
    }

    /// <summary>Takes the set off its model: attaching it has failed.</summary>
    internal void Withdraw()
    {
        AttachedSets.Remove(Model, Name);
        ForgetWhole();
        foreach (var (_, adapter) in contents.Adapters)
            adapter.Place.Remove(adapter);
    }
}
