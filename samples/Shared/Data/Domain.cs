namespace Shared.Data;

/// <summary>Training, validation and test images of one domain, on one device.</summary>
/// <param name="Train">What models learn from.</param>
/// <param name="Validation">What choices are made on.</param>
/// <param name="Test">What is reported; never seen before.</param>
internal sealed record Domain(LabelledImages Train, LabelledImages Validation, LabelledImages Test) : IDisposable
{
    /// <summary>The domain that the base is adapted to: every image turned by 90° and inverted, ink for paper.</summary>
    public Domain Shifted() => new(Shift(Train), Shift(Validation), Shift(Test));

    /// <inheritdoc/>
    public void Dispose()
    {
        Train.Dispose();
        Validation.Dispose();
        Test.Dispose();
    }

    private static LabelledImages Shift(LabelledImages upright)
    {
        using var turned = upright.Images.transpose(1, 2).flip(1);
        // Pixels lie evenly about zero: the sign swaps ink and paper.
        return new LabelledImages(turned.neg(), upright.Labels.alias());
    }
}
