using System.Text;

namespace LoraDsl.Models.Tests.Text;

/// <summary>Texts of all kinds, random but the same each time.</summary>
internal static class TextSamples
{
    private static readonly string[] Hard =
    [
        "", " ", "\n", "a", "Hello, world!", "line one\nline two\r\n\ttabbed", "naïve café déjà-vu Ångström", "E\u0301tude", "ΑΒΓ αβγ ΐ", "İstanbul ıI", "straße STRASSE",
        "日本語 中文字 한국어", "price: $5 + 3 = 8 ~ <b>bold</b> `code` a_b^c|d", "don't can't we'll I'm they've", "3.14 1,000,000 12345678901234567890", "e\u200Bmail zero\u00A0width\u3000space",
        "null\0byte \uFFFD replacement \u0007bell", "😀👨‍👩‍👧 emoji", new string('x', 99), new string('x', 100), new string('x', 101), "unaffable unwanted running", "  leading and   trailing  ", "¿Qué? «guillemets» “quotes” … — –",
        "http://example.org/path?query=1&x=y#z", "ﬁ ligature ½ ² ™", "Привет, мир! Ёлка", "עברית العربية", "कि ही हिन्दी", "A\u0300\u0301B",
    ];

    private static readonly (int First, int Last)[] Ranges =
    [
        (0x20, 0x7E), (0x20, 0x7E), (0x61, 0x7A), (0x61, 0x7A), (0xA0, 0x17F), (0x370, 0x3FF), (0x400, 0x45F), (0x4E00, 0x4EFF), (0x3040, 0x30FF), (0xAC00, 0xACFF), (0x2000, 0x206F), (0x1F600, 0x1F64F), (0x0, 0x1F), (0x300, 0x320),
    ];

    /// <summary>Hard ones by hand, and random ones.</summary>
    public static IEnumerable<string> Make(int count)
    {
        var random = new Random(17);
        return Hard.Concat(Enumerable.Range(0, count).Select(_ => RandomText(random)));
    }

    private static string RandomText(Random random)
    {
        var text = new StringBuilder();
        for (var words = random.Next(1, 12); words > 0; words--)
        {
            var (first, last) = Ranges[random.Next(Ranges.Length)];
            for (var letters = random.Next(1, 9); letters > 0; letters--)
                text.Append(new Rune(random.Next(first, last + 1)).ToString());
            text.Append(random.Next(4) == 0 ? "" : " ");
        }

        return text.ToString();
    }
}
