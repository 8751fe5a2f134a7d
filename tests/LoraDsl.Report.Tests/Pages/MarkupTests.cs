using LoraDsl.Reports.Html.Pages;
using LoraDsl.Reports.Html.Values;

namespace LoraDsl.Report.Tests.Pages;

public sealed class MarkupTests
{
    [Fact]
    public void Values_are_escaped_and_markup_is_not()
    {
        const string Name = "<script>alert(\"1\" & '2')</script>";
        Assert.Equal(
            "<b title=\"&lt;script&gt;alert(&quot;1&quot; &amp; &#39;2&#39;)&lt;/script&gt;\">3</b>",
            Markup.Of($"<b title=\"{Name}\">{3}{Markup.Empty}</b>").Text);
        Assert.Equal("<p><i>x</i></p>", Markup.Of($"<p>{Markup.Of($"<i>{"x"}</i>")}</p>").Text);
    }

    [Theory]
    [InlineData(0.0, "0")]
    [InlineData(0.00012345, "1.235e−4")]
    [InlineData(0.51234, "0.5123")]
    [InlineData(-5.1234, "−5.123")]
    [InlineData(51.234, "51.23")]
    [InlineData(512.34, "512.3")]
    [InlineData(51234.5, "51,235")]
    [InlineData(51234567.0, "5.123e+7")]
    [InlineData(double.NaN, "not a number")]
    [InlineData(double.NegativeInfinity, "−∞")]
    public void Numbers_have_four_digits_that_count(double value, string text) => Assert.Equal(text, Figures.Number(value));

    [Theory]
    [InlineData(0.24, "0.2 s")]
    [InlineData(59.6, "1 min 00 s")]
    [InlineData(200, "3 min 20 s")]
    [InlineData(93_900, "26 h 05 min")]
    public void Times_are_read_as_people_say_them(double seconds, string text) => Assert.Equal(text, Figures.Duration(seconds));

    [Theory]
    [InlineData(0.987, true, "98.7 %")]
    [InlineData(0.0012, true, "0.12 %")]
    [InlineData(0.987, false, "0.9870")]
    [InlineData(double.NaN, true, "not a number")]
    public void Scores_are_shares_only_when_they_are(double score, bool share, string text) => Assert.Equal(text, Figures.Score(score, share));
}
