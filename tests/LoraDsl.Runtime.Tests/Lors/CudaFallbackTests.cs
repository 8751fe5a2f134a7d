using LoraDsl.Kernels.Cuda;
using static TorchSharp.torch;

namespace LoraDsl.Runtime.Tests.Lors;

/// <summary>Without a GPU there is no kernel, and nothing that fails. What it computes is checked in tests/LoraDsl.Gpu.</summary>
public sealed class CudaFallbackTests
{
    [Fact]
    public void A_library_that_is_missing_is_none() => Assert.Null(NativeFunctions.TryOpen(["libno-such-library.so.1", "no-such-library.dll"]));

    [Fact]
    public void A_function_that_is_missing_makes_a_library_incomplete()
    {
        var system = NativeFunctions.TryOpen(OperatingSystem.IsWindows() ? ["kernel32.dll"] : ["libc.so.6"]);
        Assert.NotNull(system);
        Assert.NotEqual(0, system[OperatingSystem.IsWindows() ? "GetLastError" : "strlen"]);
        Assert.False(system.IsIncomplete);
        Assert.Equal(0, system["cuNoSuchFunction"]);
        Assert.True(system.IsIncomplete);
    }

    [Fact]
    public void A_device_that_is_not_there_has_no_kernel() => Assert.Null(CudaMaskedMerge.KernelOf(99));

    [Fact]
    public void The_program_and_its_tile_agree_and_a_zero_follows()
    {
        var text = System.Text.Encoding.ASCII.GetString(MaskedMergeSource.Text);
        Assert.Contains($"#define COLUMNS {MaskedMergeSource.Columns}\n", text, StringComparison.Ordinal);
        Assert.Contains($"#define ROWS {MaskedMergeSource.Rows}\n", text, StringComparison.Ordinal);
        Assert.Contains($"#define EACH {MaskedMergeSource.Rows / MaskedMergeSource.ThreadRows}\n", text, StringComparison.Ordinal);
        Assert.Contains($" {System.Text.Encoding.ASCII.GetString(MaskedMergeSource.Name)}(", text, StringComparison.Ordinal);
        unsafe
        {
            fixed (byte* start = MaskedMergeSource.Text, name = MaskedMergeSource.Name)
            {
                Assert.Equal(0, start[MaskedMergeSource.Text.Length]);
                Assert.Equal(0, name[MaskedMergeSource.Name.Length]);
            }
        }
    }

    [Fact]
    public void A_weight_of_the_processor_is_not_the_kernels() => Assert.False(CudaMaskedMerge.Supports(ones(4, 4)));
}
