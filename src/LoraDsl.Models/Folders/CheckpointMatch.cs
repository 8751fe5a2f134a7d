using static TorchSharp.torch;

namespace LoraDsl.Models.Folders;

/// <summary>A checkpoint's tensors and a model's, put side by side before anything is read.</summary>
internal sealed class CheckpointMatch
{
    private readonly Dictionary<string, Tensor> model;
    private readonly IReadOnlyDictionary<string, string> tied;
    private readonly CheckpointLayout layout;
    private readonly bool isWhole;
    private readonly Dictionary<string, CheckpointTensor> found = new(StringComparer.Ordinal);
    private readonly Dictionary<string, CheckpointTensor> aliases = new(StringComparer.Ordinal);
    private readonly List<string> unexpected = [];
    private readonly List<string> misfits = [];
    private readonly List<string> unused = [];

    /// <summary>Puts them side by side.</summary>
    /// <param name="model">The model's parameters and buffers by name.</param>
    /// <param name="tied">Names that are others' second ones.</param>
    /// <param name="layout">How names go together.</param>
    /// <param name="files">The checkpoint.</param>
    public CheckpointMatch(Dictionary<string, Tensor> model, IReadOnlyDictionary<string, string> tied, CheckpointLayout layout, CheckpointFiles files)
    {
        (this.model, this.tied, this.layout) = (model, tied, layout);
        isWhole = files.Tensors.Keys.Any(name => name.StartsWith(layout.BasePrefix + ".", StringComparison.Ordinal));
        foreach (var (name, tensor) in files.Tensors)
            Take(name, tensor);
        foreach (var (alias, source) in tied)
        {
            if (!found.ContainsKey(source) && aliases.TryGetValue(alias, out var tensor))
                Fit(source, tensor);
        }

        string[] missing = [.. model.Keys.Where(name => !found.ContainsKey(name) && !tied.ContainsKey(name))];
        NewHeads = [.. layout.Heads.Where(head => missing.Contains(head) || missing.Any(name => IsUnder(name, head))).Where(head => !found.Keys.Any(name => IsUnder(name, head)))];
        Missing = [.. missing.Where(name => !NewHeads.Any(head => IsUnder(name, head)))];
    }

    /// <summary>The model's tensors that the checkpoint has, by the model's names.</summary>
    public IReadOnlyDictionary<string, CheckpointTensor> Found => found;

    /// <summary>Heads of the model that the checkpoint has nothing of.</summary>
    public IReadOnlyList<string> NewHeads { get; }

    /// <summary>Tensors of the model that the checkpoint lacks.</summary>
    public IReadOnlyList<string> Missing { get; }

    /// <summary>Modules of the checkpoint that the model has no use for.</summary>
    public IReadOnlyList<string> Unused => [.. unused.Select(name => name.Split('.')[0]).Distinct()];

    /// <summary>Throws where the two do not fit, with everything that does not.</summary>
    /// <exception cref="InvalidDataException">They do not fit.</exception>
    public void Require(string folder, string modelName)
    {
        List<string> problems = [];
        Say("missing", Missing);
        Say("unexpected", unexpected);
        Say("of another shape or type", misfits);
        if (problems.Count > 0)
            throw new InvalidDataException($"The weights in '{folder}' do not fit {modelName}:\n- {string.Join("\n- ", problems)}");

        void Say(string what, IReadOnlyCollection<string> names)
        {
            if (names.Count > 0)
                problems.Add($"{names.Count} {what}: {NameList.Of(names)}");
        }
    }

    /// <summary>Whether the checkpoint has a tensor of the model transposed.</summary>
    public static bool IsTransposed(CheckpointLayout layout, string name) => layout.Transposed.Any(end => name.EndsWith(end, StringComparison.Ordinal));

    private static bool IsUnder(string name, string module) => name == module || name.StartsWith(module + ".", StringComparison.Ordinal);

    private void Take(string fileName, CheckpointTensor tensor)
    {
        if (layout.Tables.Any(end => fileName.EndsWith(end, StringComparison.Ordinal)))
            return;
        var name = Renamed(fileName);
        var ofBase = !isWhole || IsUnder(name, layout.BasePrefix);
        var here = (layout.IsBase, isWhole) switch
        {
            (true, true) => ofBase ? name[(layout.BasePrefix.Length + 1)..] : name,
            (false, false) when !model.ContainsKey(name) && !tied.ContainsKey(name) => $"{layout.BasePrefix}.{name}",
            _ => name,
        };
        if (tied.ContainsKey(here))
            aliases.TryAdd(here, tensor);
        else if (model.ContainsKey(here) && (ofBase || !layout.IsBase))
            Fit(here, tensor);
        else if (layout.Unused.Any(module => IsUnder(here, module)))
            return;
        else if (!ofBase)
            unused.Add(name);
        else
            unexpected.Add(fileName);
    }

    private void Fit(string name, CheckpointTensor tensor)
    {
        var shape = tensor.Entry.Shape;
        long[] turned = IsTransposed(layout, name) && shape.Length == 2 ? [shape[1], shape[0]] : shape;
        if (!turned.AsSpan().SequenceEqual(model[name].shape))
            misfits.Add($"{name} is {NameList.Shape(turned)} in the file and {NameList.Shape(model[name].shape)} in the model");
        else if (!tensor.IsFloatingPoint)
            misfits.Add($"{name} is of type {tensor.Entry.Type} in the file, and F64, F32, F16 or BF16 is needed");
        if (!found.TryAdd(name, tensor))
            misfits.Add($"{name} is in the file under two names");
    }

    private string Renamed(string name)
    {
        foreach (var (old, now) in layout.Renamed)
        {
            if (name.EndsWith(old, StringComparison.Ordinal))
                return name[..^old.Length] + now;
        }

        return name;
    }
}
