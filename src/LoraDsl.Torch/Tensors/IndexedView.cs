using System.Runtime.InteropServices;
using TorchSharp.Interop;
using static TorchSharp.torch;

namespace TorchSharp;

/// <summary>
/// A tensor under a list of indices, taken apart into a view, which slices and single indices make, and the index tensors
/// that are left for gathering or scattering.
/// </summary>
internal sealed class IndexedView : IDisposable
{
    private readonly Tensor source;
    private readonly List<Tensor?> gathered = [];
    private readonly List<Tensor> temporaries = [];
    private Tensor view;
    private long dimension;

    public IndexedView(Tensor source, TensorIndex[] indices)
    {
        this.source = source;
        view = source;
        var ellipsis = Array.FindIndex(indices, index => index.IndexKind == TensorIndex.Kind.Ellipsis);
        if (Array.FindLastIndex(indices, index => index.IndexKind == TensorIndex.Kind.Ellipsis) != ellipsis)
            throw new ExternalException("index: a list of indices has at most one ellipsis");
        var dimensions = Described(source).Dimensions;
        var skipped = dimensions - indices.Sum(Consumed);
        if (skipped < 0)
            throw new ExternalException($"index: {indices.Sum(Consumed)} dimensions were indexed of a tensor that has {dimensions}");
        foreach (var index in indices)
            Apply(index, skipped);
    }

    /// <summary>The view that one slice makes of the first dimension: the common case, without the lists of the general one. Null for other indices.</summary>
    public static Tensor? Along(Tensor source, TensorIndex index) =>
        index.IndexKind == TensorIndex.Kind.Slice && Described(source).Dimensions > 0 ? Slice.Call(source, 0, index.Start, index.Stop, index.Step) : null;

    /// <summary>The elements under the indices: a view where that can be.</summary>
    public Tensor Read()
    {
        if (gathered.Exists(index => index is not null))
            return Index.Call(view, Value.Optionals([.. gathered]));
        if (ReferenceEquals(view, source))
            return source.alias();
        temporaries.Remove(view);
        return view;
    }

    /// <summary>Writes a value, broadcast, to the elements under the indices; with accumulate, adds it.</summary>
    public void Write(Tensor value, bool accumulate = false)
    {
        if (gathered.Exists(index => index is not null))
        {
            var converted = Keep(value.to(view.device), value);
            IndexPut.Run(view, Value.Optionals([.. gathered]), converted, accumulate);
        }
        else if (accumulate)
        {
            view.add_(value);
        }
        else
        {
            view.copy_(value);
        }
    }

    public void Dispose()
    {
        foreach (var temporary in temporaries)
            temporary.Dispose();
    }

    private static long Consumed(TensorIndex index) => index.IndexKind switch
    {
        TensorIndex.Kind.Slice or TensorIndex.Kind.Single => 1,
        TensorIndex.Kind.Tensor => IsMask(Described(index.Indices!)) ? Described(index.Indices!).Dimensions : 1,
        _ => 0,
    };

    private static bool IsMask(NativeMetadata tensor) => (ScalarType)tensor.Dtype is ScalarType.Bool or ScalarType.Byte;

    private static NativeMetadata Described(Tensor tensor) => tensor.Metadata("aten::index");

    private void Apply(TensorIndex index, long skipped)
    {
        switch (index.IndexKind)
        {
            case TensorIndex.Kind.Single:
                Step(view.select(dimension, index.Start!.Value));
                break;
            case TensorIndex.Kind.Slice:
                if (index is not { Start: null, Stop: null, Step: 1 })
                    Step(Slice.Call(view, dimension, index.Start, index.Stop, index.Step));
                Pass(1);
                break;
            case TensorIndex.Kind.NewDimension:
                Step(view.unsqueeze(dimension));
                Pass(1);
                break;
            case TensorIndex.Kind.Bool:
                Step(view.unsqueeze(dimension));
                gathered.Add(Keep(tensor(new[] { index.IsTrue }, device: view.device)));
                dimension++;
                break;
            case TensorIndex.Kind.Tensor:
                gathered.Add(Keep(index.Indices!.to(view.device), index.Indices!));
                dimension += Consumed(index);
                break;
            default:
                Pass(skipped);
                break;
        }
    }

    private void Pass(long dimensions)
    {
        for (var i = 0L; i < dimensions; i++)
            gathered.Add(null);
        dimension += dimensions;
    }

    private void Step(Tensor next) => view = Keep(next);

    // Remembers what this object made, to dispose it; what the caller passed in stays the caller's.
    private Tensor Keep(Tensor made, Tensor? callers = null)
    {
        if (!ReferenceEquals(made, callers))
            temporaries.Add(made);
        return made;
    }

    private static readonly Operator Index = new("aten::index", "Tensor");
    private static readonly Operator IndexPut = new("aten::index_put_");
    private static readonly Operator Slice = new("aten::slice", "Tensor");
}
