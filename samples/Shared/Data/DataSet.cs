namespace Shared.Data;

/// <summary>The images that a sample can run on.</summary>
internal enum DataSet
{
    /// <summary>1,797 images of 8×8 pixels; they ship with the samples.</summary>
    Digits,

    /// <summary>70,000 images of 28×28 pixels; fetched on first use.</summary>
    Mnist,
}
