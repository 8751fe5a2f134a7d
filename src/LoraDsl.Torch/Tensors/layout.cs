namespace TorchSharp;

/// <summary>How a tensor's elements are stored.</summary>
public enum layout
{
    /// <summary>One after the other at fixed steps.</summary>
    strided = 0,
    /// <summary>Pairs of index and value.</summary>
    sparse_coo = 1,
}
