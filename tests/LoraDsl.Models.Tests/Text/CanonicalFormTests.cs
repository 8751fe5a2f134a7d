using LoraDsl.Models.Text.Unicode;

namespace LoraDsl.Models.Tests.Text;

/// <summary>Unicode's canonical forms where the program has no ICU, as the tests have none. Expected ones are from Unicode's NormalizationTest.</summary>
public sealed class CanonicalFormTests
{
    [Theory]
    [InlineData("plain", "plain", "plain")]
    [InlineData("\u1E0A", "D\u0307", "\u1E0A")]
    [InlineData("\u1E0A\u0323", "D\u0323\u0307", "\u1E0C\u0307")]
    [InlineData("D\u031B\u0307\u0323", "D\u031B\u0323\u0307", "\u1E0C\u031B\u0307")]
    [InlineData("\u0344", "\u0308\u0301", "\u0308\u0301")]
    [InlineData("\u0958", "\u0915\u093C", "\u0915\u093C")]
    [InlineData("\u212B", "A\u030A", "\u00C5")]
    [InlineData("\uAC00\u11A8", "\u1100\u1161\u11A8", "\uAC01")]
    [InlineData("\uD7A3", "\u1112\u1175\u11C2", "\uD7A3")]
    [InlineData("\u0592\u05B7\u05BC\u05A5\u05B0\u05C0\u05C4\u05AD", "\u05B0\u05B7\u05BC\u05A5\u0592\u05C0\u05AD\u05C4", "\u05B0\u05B7\u05BC\u05A5\u0592\u05C0\u05AD\u05C4")]
    [InlineData("\U0001D15E", "\U0001D157\U0001D165", "\U0001D157\U0001D165")]
    [InlineData("\U0001109A", "\U00011099\U000110BA", "\U0001109A")]
    public void A_text_has_both_forms(string text, string decomposed, string composed)
    {
        Assert.Equal(decomposed, CanonicalForms.Decomposed(text));
        Assert.Equal(composed, CanonicalForms.Composed(text));
        Assert.Equal(composed, CanonicalForms.Composed(decomposed));
    }
}
