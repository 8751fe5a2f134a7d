using LoraDsl.Models.Chat.Jinja.Values;

namespace LoraDsl.Models.Chat.Jinja.Library;

/// <summary>The functions that templates can call: Jinja's own, and those that transformers adds.</summary>
internal static class JinjaFunctions
{
    /// <summary>The longest range, that of Jinja's sandbox.</summary>
    private const long MostOfRange = 100_000;

    /// <summary>Makes them known.</summary>
    /// <param name="scope">Where.</param>
    /// <param name="now">What <c>strftime_now</c> tells.</param>
    public static void AddTo(JinjaScope scope, DateTimeOffset now)
    {
        Add("raise_exception", arguments => throw new JinjaRefusal(JinjaText.Of(arguments.Require(0, "message"))));
        Add("strftime_now", arguments => Date(arguments, now));
        Add("range", Range);
        Add("namespace", arguments =>
        {
            var space = new JinjaNamespace();
            Fill(space.Values, arguments);
            return space;
        });
        Add("dict", arguments =>
        {
            var map = new JinjaMap();
            Fill(map, arguments);
            return map;
        });

        void Add(string name, Func<JinjaArguments, object?> call) => scope[name] = new JinjaFunction(name, call);
    }

    private static string Date(JinjaArguments arguments, DateTimeOffset now)
    {
        try
        {
            return JinjaDates.Format(now, arguments.Text(0, "format"));
        }
        catch (ArgumentException error)
        {
            throw arguments.Error($"is refused: {error.Message}");
        }
    }

    private static List<object?> Range(JinjaArguments arguments)
    {
        var first = arguments.Whole(0, "start") ?? throw arguments.Error("needs a whole number");
        var (start, end, step) = arguments.Positional.Count == 1 ? (0, first, 1) : (first, arguments.Whole(1, "stop") ?? 0, arguments.Whole(2, "step") ?? 1);
        if (step == 0)
            throw arguments.Error("has a step of 0");
        var count = Math.Max(0, Math.Ceiling(((double)end - start) / step));
        if (count > MostOfRange)
            throw arguments.Error($"has more than {MostOfRange} numbers");
        return [.. Enumerable.Range(0, (int)count).Select(index => (object?)(start + index * step))];
    }

    private static void Fill(JinjaMap map, JinjaArguments arguments)
    {
        foreach (var argument in arguments.Positional)
        {
            foreach (var (key, value) in argument as JinjaMap ?? throw arguments.Error("takes a dictionary, or values with names"))
                map[key] = value;
        }

        foreach (var (key, value) in arguments.Named)
            map[key] = value;
    }
}
