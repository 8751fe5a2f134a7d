using System.Globalization;
using static TorchSharp.torch;

namespace LoraDsl.Benchmarks;

/// <summary>What the command line asks for.</summary>
/// <param name="Filter">Part of a suite's or a case's name; everything runs without one.</param>
/// <param name="JsonFile">Where the ratios go.</param>
/// <param name="Rounds">How often every contender takes its turn.</param>
/// <param name="Device">Where the tensors are.</param>
/// <param name="Small">Sizes divided until a processor can take those meant for a GPU: to see that everything runs, not to measure.</param>
/// <param name="Threads">Threads of libtorch; its own choice where there is none.</param>
internal sealed record Options(string? Filter, string? JsonFile, int Rounds, Device Device, bool Small, int? Threads)
{
    private const int DefaultRounds = 15;
    private const string Usage = "[filter] [--json FILE] [--rounds N] [--device cpu|cuda] [--small] [--threads N]";

    public static Options Parse(IReadOnlyList<string> arguments)
    {
        string? filter = null;
        string? json = null;
        var rounds = DefaultRounds;
        var where = CPU;
        var small = false;
        int? threads = null;
        for (var index = 0; index < arguments.Count; index++)
        {
            switch (arguments[index])
            {
                case "--json":
                    json = ValueAfter(arguments, ref index);
                    break;
                case "--rounds":
                    rounds = CountAfter(arguments, ref index);
                    break;
                case "--device":
                    where = DeviceAfter(arguments, ref index);
                    break;
                case "--threads":
                    threads = CountAfter(arguments, ref index);
                    break;
                case "--small":
                    small = true;
                    break;
                case var option when option.StartsWith('-'):
                    throw new ArgumentException($"Unknown option {option}: use {Usage}.");
                case var word when filter is null:
                    filter = word;
                    break;
                default:
                    throw new ArgumentException($"Only one filter is possible: use {Usage}.");
            }
        }

        return new Options(filter, json, rounds, where, small, threads);
    }

    /// <summary>Whether the filter lets a case through.</summary>
    public bool Wants(string suite, string @case) =>
        Filter is null
        || suite.Contains(Filter, StringComparison.OrdinalIgnoreCase)
        || @case.Contains(Filter, StringComparison.OrdinalIgnoreCase);

    private static Device DeviceAfter(IReadOnlyList<string> arguments, ref int index) => ValueAfter(arguments, ref index) switch
    {
        "cpu" => CPU,
        "cuda" when cuda.is_available() => CUDA,
        "cuda" => throw new ArgumentException("--device cuda: this libtorch finds no CUDA device."),
        var other => throw new ArgumentException($"--device {other}: take cpu or cuda."),
    };

    private static int CountAfter(IReadOnlyList<string> arguments, ref int index)
    {
        var option = arguments[index];
        return int.TryParse(ValueAfter(arguments, ref index), CultureInfo.InvariantCulture, out var count) && count >= 1
            ? count
            : throw new ArgumentException($"{option} takes a whole number of at least 1.");
    }

    private static string ValueAfter(IReadOnlyList<string> arguments, ref int index) =>
        ++index < arguments.Count ? arguments[index] : throw new ArgumentException($"{arguments[index - 1]} needs a value.");
}
