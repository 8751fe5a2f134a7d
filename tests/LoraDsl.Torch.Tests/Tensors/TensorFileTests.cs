using TorchSharp;
using static TorchSharp.torch;

namespace LoraDsl.Torch.Tests.Tensors;

/// <summary>Tensors to files and streams and back.</summary>
public sealed class TensorFileTests : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory();

    public void Dispose() => folder.Delete(recursive: true);

    public static TheoryData<ScalarType> Types =>
        [ScalarType.Float64, ScalarType.Float32, ScalarType.Float16, ScalarType.BFloat16, ScalarType.Int64, ScalarType.Int8, ScalarType.Bool];

    [Theory]
    [MemberData(nameof(Types))]
    public void A_tensor_comes_back_from_a_file_of_either_format(ScalarType type)
    {
        using var scope = NewDisposeScope();
        var location = Path.Combine(folder.FullName, "tensor");
        var saved = (arange(24, dtype: ScalarType.Float64) - 11).to(type).reshape(2, 3, 4).transpose(0, 2);
        save(saved, location);
        Assert.True(saved.Equals(load(location)));
        saved.save(location);
        Assert.True(saved.Equals(Tensor.load(location)));
        TensorExtensionMethods.Save(saved, location);
        Assert.True(saved.Equals(Tensor.Load(location)));
        using var stream = File.OpenRead(location);
        Assert.True(saved.Equals(Tensor.Load(stream)));
    }

    [Fact]
    public void A_file_that_is_not_there_or_no_tensor_is_an_error_that_says_so()
    {
        Assert.ThrowsAny<Exception>(() => load(Path.Combine(folder.FullName, "none")));
        var text = Path.Combine(folder.FullName, "text");
        File.WriteAllText(text, "no tensor");
        Assert.ThrowsAny<Exception>(() => load(text));
    }

    [Fact]
    public void The_bytes_of_a_tensor_go_through_a_stream_in_pieces()
    {
        using var scope = NewDisposeScope();
        var written = arange(1000, dtype: ScalarType.Float32).reshape(50, 20).t();
        using var stream = new MemoryStream();
        written.WriteBytesToStream(stream, bufferSize: 64);
        Assert.Equal(4000, stream.Length);
        stream.Position = 0;
        var read = zeros(50, 20).t();
        var plain = zeros(20, 50);
        plain.ReadBytesFromStream(stream, bufferSize: 48);
        Assert.True(written.Equals(plain));
        stream.Position = 0;
        read.ReadBytesFromStream(stream);
        Assert.True(written.Equals(read));
        stream.Position = 100;
        Assert.ThrowsAny<IOException>(() => plain.ReadBytesFromStream(stream));
    }
}
