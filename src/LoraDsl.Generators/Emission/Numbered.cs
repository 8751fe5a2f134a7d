using System.Globalization;

namespace LoraDsl.Generators.Emission;

/// <summary>Texts that differ by a number only, for code that is written out for a number of layers.</summary>
internal static class Numbered
{
    /// <summary>The text for each number from 0, its <c>{0}</c> replaced.</summary>
    public static string Join(int count, string text, string separator = ", ")
    {
        var texts = new string[count];
        for (var i = 0; i < count; i++)
        {
            texts[i] = At(i, text);
        }

        return string.Join(separator, texts);
    }

    public static string At(int index, string text) => text.Replace("{0}", index.ToString(CultureInfo.InvariantCulture));
}
