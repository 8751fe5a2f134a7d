namespace LoraDsl.Formats.Peft;

/// <summary>Words that are all but the same.</summary>
internal static class Spelling
{
    /// <summary>Whether a word becomes another by changing, adding or leaving out one character.</summary>
    public static bool IsOneOff(string word, string other)
    {
        if (Math.Abs(word.Length - other.Length) > 1 || word == other)
            return false;
        var begin = word.Zip(other).TakeWhile(pair => pair.First == pair.Second).Count();
        var end = word.Reverse().Zip(other.Reverse()).TakeWhile(pair => pair.First == pair.Second).Count();
        return begin + end >= Math.Max(word.Length, other.Length) - 1;
    }
}
