using System.Text;
using MimeKit.Text;

namespace TextSample.Corpus;

/// <summary>The text that a page shows.</summary>
internal static class HtmlText
{
    /// <summary>Reads a page; what breaks a line there breaks it here.</summary>
    public static string Of(string html)
    {
        var text = new StringBuilder();
        var tokens = new HtmlTokenizer(new StringReader(html));
        var hidden = HtmlTagId.Unknown;
        while (tokens.ReadNextToken(out var token))
        {
            switch (token)
            {
                case HtmlTagToken tag when hidden != HtmlTagId.Unknown:
                    if (tag.IsEndTag && tag.Id == hidden)
                        hidden = HtmlTagId.Unknown;
                    break;
                case HtmlTagToken { IsEndTag: false, IsEmptyElement: false, Id: HtmlTagId.Style or HtmlTagId.Script or HtmlTagId.Title } tag:
                    hidden = tag.Id;
                    break;
                case HtmlTagToken tag:
                    text.Append(Breaks(tag.Id) ? '\n' : "");
                    break;
                case HtmlScriptDataToken:
                    break;
                case HtmlDataToken data when hidden == HtmlTagId.Unknown:
                    text.Append(data.Data.ReplaceLineEndings(" "));
                    break;
            }
        }

        return text.ToString();
    }

    private static bool Breaks(HtmlTagId tag) => tag is HtmlTagId.Br or HtmlTagId.P or HtmlTagId.Div or HtmlTagId.TR or HtmlTagId.TD or HtmlTagId.TH or HtmlTagId.LI or HtmlTagId.HR
        or HtmlTagId.Table or HtmlTagId.UL or HtmlTagId.OL or HtmlTagId.Center or HtmlTagId.BlockQuote or HtmlTagId.H1 or HtmlTagId.H2 or HtmlTagId.H3 or HtmlTagId.H4 or HtmlTagId.H5 or HtmlTagId.H6;
}
