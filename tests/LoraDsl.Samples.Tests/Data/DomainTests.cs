using Shared.Data;
using static TorchSharp.torch;

namespace LoraDsl.Samples.Tests.Data;

public sealed class DomainTests
{
    [Fact]
    public void The_shifted_domain_is_turned_by_90_degrees_and_inverted()
    {
        // One image with ink in its first row: 1 0.5 above 0 0.
        var source = new DigitImages(2, 2, [6], [1f, 0.5f, 0f, 0f]);
        using var upright = new Domain(Copy(source), Copy(source), Copy(source));

        using var shifted = upright.Shifted();

        // From paper −1 to ink 1 the image is 1 0 / −1 −1; turned counter-clockwise 0 −1 / 1 −1; inverted 0 1 / −1 1.
        Assert.Equal([0f, 1f, -1f, 1f], shifted.Test.Images.data<float>().ToArray());
        Assert.Equal(6, shifted.Test.Labels.data<long>()[0]);
    }

    [Fact]
    public void Disposing_the_shifted_domain_leaves_the_upright_one()
    {
        var source = new DigitImages(1, 1, [6], [1f]);
        using var upright = new Domain(Copy(source), Copy(source), Copy(source));

        upright.Shifted().Dispose();

        Assert.Equal(6, upright.Train.Labels.data<long>()[0]);
    }

    private static LabelledImages Copy(DigitImages source) => LabelledImages.Copy(source, [0], CPU);
}
