using TextSample.Training;

namespace LoraDsl.Samples.Tests.TextSamples;

public sealed class ScoreTests
{
    [Fact]
    public void Macro_F1_counts_the_rare_class_as_much_as_the_common_one()
    {
        // Of five hams four are told, of two spams one: F1 is 2·4/(5+5) and 2·1/(2+2).
        var score = Score.Of([0, 0, 0, 0, 0, 1, 1], [0, 0, 0, 0, 1, 1, 0], classes: 2, loss: 0.5);

        Assert.Equal(5.0 / 7, score.Accuracy, 12);
        Assert.Equal((0.8 + 0.5) / 2, score.MacroF1, 12);
    }

    [Fact]
    public void A_class_that_is_never_answered_has_the_F1_zero() => Assert.Equal(0.4, Score.Of([0, 0, 1], [0, 0, 0], classes: 2, loss: 0).MacroF1, 12);
}
