using LoraDsl.Formats.Runs;
using LoraDsl.Monitoring;
using LoraDsl.Runtime.Tests.Checkpoints;
using static TorchSharp.torch;

namespace LoraDsl.Runtime.Tests.Monitoring;

public sealed class TensorBoardTests
{
    // RFC 3720, B.4.
    [Theory]
    [InlineData(0, 0, 0x8a9136aa)]
    [InlineData(255, 0, 0x62a8ab43)]
    [InlineData(0, 1, 0x46dd794e)]
    [InlineData(31, -1, 0x113fdb5c)]
    public void The_checksum_is_that_of_RFC_3720(int first, int step, uint expected) =>
        Assert.Equal(expected, RecordFile.Checksum([.. Enumerable.Range(0, 32).Select(index => (byte)(first + (step * index)))]));

    [Fact]
    public void A_step_becomes_scalars()
    {
        using var folder = new TemporaryFolder();
        var path = Write(folder, board =>
        {
            board.Write(new StepMetrics(7, 0.5, 0.75, 1e-3, 0.25, [new AdapterMetrics("block.query", 4, 100, 1.5, 2.5, 3.5), new AdapterMetrics("head", 2, 10, 1, 0, null)]));
            board.Write(new ValidationMetrics(8, 1, 0.625, 0.875, true));
        });
        Assert.Matches(@"^events\.out\.tfevents\.\d{10}\..+", Path.GetFileName(path));

        var events = Events(path);
        Assert.Equal("brain.Event:2", events[0].Text(3));
        Assert.InRange(events[0].Double(1), (DateTime.UtcNow - DateTime.UnixEpoch).TotalSeconds - 600, (DateTime.UtcNow - DateTime.UnixEpoch).TotalSeconds);
        Assert.Equal(
            [
                (7, "loss/train", 0.5f), (7, "accuracy/train", 0.75f), (7, "learning_rate", 1e-3f), (7, "seconds", 0.25f),
                (7, "rank/block.query", 4f), (7, "norm_a/block.query", 1.5f), (7, "norm_b/block.query", 2.5f), (7, "gradient_norm/block.query", 3.5f),
                (7, "rank/head", 2f), (7, "norm_a/head", 1f), (7, "norm_b/head", 0f),
                (8, "loss/validation", 0.625f), (8, "accuracy/validation", 0.875f),
            ],
            events.Skip(1).Select(entry => ((int)entry.Number(2), Value(entry).Text(1), Value(entry).Float(2))));
    }

    [Fact]
    public void A_text_says_that_it_is_one()
    {
        using var folder = new TemporaryFolder();
        var path = Write(folder, board =>
        {
            board.Write(new RunDescription("run", "Net", DateTimeOffset.UtcNow, 3, 1000, null, [new RunAdapter("query", "LoRA", 4, 5, 2, 18)], new Dictionary<string, string> { ["a|b"] = "ä" }));
            board.Write(new RankDecision(9, "query", 2, 4, "stagnant", "no change", Applied: false));
            board.Write(new RankDecision(9, "query", 2, 2, "keep", "fine"));
        });
        var events = Events(path);
        Assert.Equal(3, events.Count);
        var value = Value(events[1]);
        Assert.Equal("settings", value.Text(1));
        var tensor = EventFileReader.Fields(value.Part(8));
        Assert.Equal(7UL, tensor.Number(1));
        Assert.Equal(1UL, EventFileReader.Fields(EventFileReader.Fields(tensor.Part(2)).Part(2)).Number(1));
        Assert.Contains("| a\\|b | ä |\n", tensor.Text(8), StringComparison.Ordinal);
        Assert.Contains("| query | LoRA | 4 | 5 | 2 |\n", tensor.Text(8), StringComparison.Ordinal);
        var metadata = EventFileReader.Fields(value.Part(9));
        Assert.Equal("text", EventFileReader.Fields(metadata.Part(1)).Text(1));
        Assert.Equal(2UL, metadata.Number(4));
        Assert.Equal("2 → 4 (recommended), stagnant: no change", EventFileReader.Fields(Value(events[2]).Part(8)).Text(8));
    }

    [Fact]
    public void A_histogram_counts_what_is_finite()
    {
        using var folder = new TemporaryFolder();
        using var scope = NewDisposeScope();
        var path = Write(folder, board =>
        {
            board.Histogram("lora_A", 3, tensor(new[] { 0f, 1, 2, 3, 30, float.NaN, float.PositiveInfinity }, [7, 1]));
            board.Histogram("still", 4, full([5], 2.5f));
            board.Histogram("nothing", 5, full([2], float.NaN));
        });
        var events = Events(path);
        Assert.Equal(3, events.Count);
        var values = EventFileReader.Fields(Value(events[1]).Part(5));
        Assert.Equal([0, 30, 5, 36, 914], Enumerable.Range(1, 5).Select(values.Double));
        Assert.Equal(Enumerable.Range(1, 30).Select(bucket => (double)bucket), values.Doubles(6));
        Assert.Equal([1, 1, 1, 1, .. Enumerable.Repeat(0.0, 25), 1], values.Doubles(7));
        var still = EventFileReader.Fields(Value(events[2]).Part(5));
        Assert.Equal([2.5, 5], [.. still.Doubles(6), .. still.Doubles(7)]);
    }

    [Fact]
    public void A_resumed_training_takes_back_later_steps_in_a_file_of_its_own()
    {
        using var folder = new TemporaryFolder();
        var first = Write(folder, board => board.Scalar("loss", 5, 1));
        using var second = TensorBoardMetrics.Open(folder.Path, resumedAt: 3);
        using var third = TensorBoardMetrics.Open(folder.Path);
        Assert.Equal([first, second.Path, third.Path], Directory.GetFiles(folder.Path).Order(StringComparer.Ordinal));

        // SessionLog in field 7, its status START is 1: TensorBoard forgets what it has from step 4 on.
        var restart = Events(second.Path)[1];
        Assert.Equal(4UL, restart.Number(2));
        Assert.Equal(1UL, EventFileReader.Fields(restart.Part(7)).Number(1));
        Assert.Single(Events(third.Path));
    }

    [Fact]
    public void Every_event_is_in_the_file_at_once_and_one_cut_short_harms_no_other()
    {
        using var folder = new TemporaryFolder();
        using var board = TensorBoardMetrics.Open(folder.Path);
        board.Scalar("loss", 1, double.NaN);
        board.Scalar("loss", 2, 0.5);
        Assert.Equal(3, Events(board.Path).Count);
        var whole = Bytes(board.Path);
        for (var length = whole.Length - 1; length > whole.Length - 40; length -= 13)
            Assert.True(float.IsNaN(Value(EventFileReader.Fields(EventFileReader.Records(whole[..length])[1])).Float(2)));
    }

    private static string Write(TemporaryFolder folder, Action<TensorBoardMetrics> write)
    {
        using var board = TensorBoardMetrics.Open(folder.Path);
        write(board);
        return board.Path;
    }

    private static List<ILookup<int, object>> Events(string path) => [.. EventFileReader.Records(Bytes(path)).Select(EventFileReader.Fields)];

    private static ILookup<int, object> Value(ILookup<int, object> entry) => EventFileReader.Fields(EventFileReader.Fields(entry.Part(5)).Part(1));

    private static byte[] Bytes(string path)
    {
        using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        using var copy = new MemoryStream();
        stream.CopyTo(copy);
        return copy.ToArray();
    }
}
