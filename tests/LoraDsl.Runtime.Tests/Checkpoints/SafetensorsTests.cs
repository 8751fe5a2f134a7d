using System.Diagnostics;
using LoraDsl.Checkpoints;
using static LoraDsl.Runtime.Tests.Checkpoints.SafetensorsFiles;
using static TorchSharp.torch;

namespace LoraDsl.Runtime.Tests.Checkpoints;

public sealed class SafetensorsTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData("overlapping", "a 0 8", "b 4 12", "the values of 'b' begin at 4, but those of 'a' end at 8")]
    [InlineData("the same bytes", "a 0 12", "b 0 12", "the values of 'b' begin at 0, but those of 'a' end at 12")]
    [InlineData("a gap", "a 0 4", "b 6 12", "the values of 'b' begin at 6, but those of 'a' end at 4")]
    [InlineData("a gap in front", "a 2 6", "b 6 12", "the values of 'a' begin at 2, but those of the header end at 0")]
    [InlineData("backwards", "a 4 0", "b 4 12", "claims the bytes 4 to 0")]
    [InlineData("negative", "a -4 4", "b 4 12", "claims the bytes -4 to 4")]
    [InlineData("beyond the end", "a 0 4", "b 4 16", "the values of 'b' end at 16, but there are 12 bytes")]
    [InlineData("bytes that are left", "a 0 4", "b 4 8", "its values end at 8, but there are 12 bytes")]
    public void Bytes_that_do_not_lie_one_behind_the_other_are_refused(string what, string first, string second, string message)
    {
        Write(folder[what], $"{{{Entry(first)}, {Entry(second)}}}", new byte[12]);
        var error = Assert.Throws<InvalidDataException>(() => SafetensorsFile.ReadAll(folder[what]));
        Assert.Contains("is damaged or no safetensors file", error.Message, StringComparison.Ordinal);
        Assert.Contains(message, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_header_may_name_tensors_in_any_order()
    {
        using var scope = NewDisposeScope();
        Write(folder["file"], $"{{{Entry("b 2 5")}, {Entry("none 2 2")}, {Entry("a 0 2")}}}", [1, 2, 3, 4, 5]);
        var tensors = SafetensorsFile.ReadAll(folder["file"]);
        Assert.Equal([1, 2], tensors["a"].data<byte>().ToArray());
        Assert.Equal([3, 4, 5], tensors["b"].data<byte>().ToArray());
        Assert.Equal([0], tensors["none"].shape);
    }

    [Theory]
    [InlineData("{\"__metadata__\": null}")]
    [InlineData("{\"__metadata__\": {\"format\": \"pt\"}}")]
    [InlineData("{}")]
    public void A_header_may_have_no_metadata(string header)
    {
        Write(folder["file"], header, []);
        Assert.Empty(SafetensorsFile.ReadAll(folder["file"]));
    }

    [Theory]
    [InlineData("{\"a\": {\"dtype\": \"F32\", \"shape\": [1099511627776, 1099511627776], \"data_offsets\": [0, 4]}}")]
    [InlineData("{\"a\": {\"dtype\": \"F32\", \"shape\": [2], \"data_offsets\": [0, 4]}}")]
    [InlineData("{\"a\": {\"dtype\": \"F32\", \"shape\": [1], \"data_offsets\": [0, 4, 8]}}")]
    [InlineData("{\"a\": {\"dtype\": \"F32\", \"shape\": [1], \"data_offsets\": [0]}}")]
    [InlineData("{\"a\": {\"dtype\": \"F32\", \"shape\": [-1, -1], \"data_offsets\": [0, 4]}}")]
    [InlineData("{\"a\": {\"shape\": [1], \"data_offsets\": [0, 4]}}")]
    [InlineData("{\"a\": {\"dtype\": \"F32\", \"shape\": [1], \"data_offsets\": [0, 4]}, \"a\": {\"dtype\": \"F32\", \"shape\": [0], \"data_offsets\": [4, 4]}}")]
    [InlineData("{\"a\": null}")]
    [InlineData("[]")]
    [InlineData("")]
    public void A_header_that_contradicts_itself_is_refused(string header)
    {
        Write(folder["file"], header, new byte[4]);
        Assert.Throws<InvalidDataException>(() => SafetensorsFile.ReadAll(folder["file"]));
    }

    [Fact]
    public void A_shape_of_more_dimensions_than_a_tensor_has_is_refused()
    {
        Write(folder["file"], $$"""{"a": {"dtype": "U8", "shape": [{{string.Join(", ", Enumerable.Repeat(1, 65))}}], "data_offsets": [0, 1]} }""", [1]);
        var error = Assert.Throws<InvalidDataException>(() => SafetensorsFile.ReadAll(folder["file"]));
        Assert.Contains("'a' has 65 dimensions", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_header_that_claims_more_than_the_file_has_or_may_have_is_refused()
    {
        File.WriteAllBytes(folder["short"], [100, 0, 0, 0, 0, 0, 0, 0, (byte)'{', (byte)'}']);
        Assert.Contains("its header claims 100 bytes, and there is room for 2", Assert.Throws<InvalidDataException>(() => SafetensorsFile.ReadAll(folder["short"])).Message, StringComparison.Ordinal);
        File.WriteAllBytes(folder["shorter"], [1, 0, 0]);
        Assert.Throws<InvalidDataException>(() => SafetensorsFile.ReadAll(folder["shorter"]));

        // Holes cost no disk.
        using (var stream = File.Create(folder["long"]))
        {
            stream.Write([0xFF, 0xFF, 0xFF, 0x0F, 0, 0, 0, 0]);
            stream.SetLength(1L << 29);
        }

        Assert.Contains("of which it may have 100000000", Assert.Throws<InvalidDataException>(() => SafetensorsFile.ReadAll(folder["long"])).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(24)]
    [InlineData(1 << 20)]
    public void Pieces_of_any_size_make_the_same_file_and_the_same_tensors(long pieceBytes)
    {
        using var scope = NewDisposeScope();
        random.manual_seed(1);
        var tensors = new Dictionary<string, Tensor>
        {
            ["double"] = randn([5, 3], float64),
            ["half"] = randn([7], float16),
            ["brain"] = randn([2, 2, 3], bfloat16),
            ["turned"] = randn([4, 6]).t(),
            ["flag"] = tensor([true, false, true]),
            ["whole"] = tensor(-5L),
            ["none"] = zeros(0, 4),
        };
        using var whole = new MemoryStream();
        SafetensorsWriter.Write(whole, tensors, new Dictionary<string, string>());
        using (var stream = File.Create(folder["pieces"]))
            SafetensorsWriter.Write(stream, tensors, new Dictionary<string, string>(), pieceBytes);
        Assert.Equal(whole.ToArray(), File.ReadAllBytes(folder["pieces"]));

        using var file = new SafetensorsFile(folder["pieces"], pieceBytes);
        Assert.Equal(tensors.Keys.Order(StringComparer.Ordinal), file.Entries.Keys.Order(StringComparer.Ordinal));
        foreach (var (name, expected) in tensors)
        {
            using var read = file.Read(file.Entries[name]);
            Assert.Equal((expected.dtype, string.Join(' ', expected.shape)), (read.dtype, string.Join(' ', read.shape)));
            Assert.True(expected.contiguous().bytes.SequenceEqual(read.bytes), name);
        }
    }

    [Fact]
    public void A_tensor_above_2_GiB_is_read_to_its_last_byte()
    {
        using var scope = NewDisposeScope();
        const long Length = (1L << 31) + 5;
        Write(folder["large"], $"{{{Bytes("a", 0, Length)}}}", []);
        using (var stream = File.OpenWrite(folder["large"]))
        {
            stream.Seek(Length - 1, SeekOrigin.End);
            stream.WriteByte(7);
        }

        using var file = new SafetensorsFile(folder["large"]);
        using var read = file.Read(file.Entries["a"]);
        Assert.Equal(Length, read.numel());
        Assert.Equal([0, 7], read.narrow(0, Length - 2, 2).data<byte>().ToArray());
    }

    [Fact]
    public void A_file_that_became_shorter_is_damaged()
    {
        if (OperatingSystem.IsWindows())
            return;
        using var scope = NewDisposeScope();
        Write(folder["file"], $"{{{Bytes("a", 0, 8192)}}}", new byte[8192]);
        using var file = new SafetensorsFile(folder["file"]);

        // Another program, which does not ask for .NET's locks.
        using (var cut = Process.Start("truncate", ["--size=4096", folder["file"]]))
            cut.WaitForExit();
        Assert.Contains("it ends within 'a'", Assert.Throws<InvalidDataException>(() => file.Read(file.Entries["a"])).Message, StringComparison.Ordinal);
    }

    private static string Entry(string words) => words.Split(' ') is [var name, var from, var to]
        ? $$"""
          "{{name}}": {"dtype": "U8", "shape": [{{Math.Max(0, long.Parse(to) - long.Parse(from))}}], "data_offsets": [{{from}}, {{to}}]}
          """
        : throw new ArgumentException("A name and two offsets are needed.", nameof(words));
}
