using static TorchSharp.torch;
using F = TorchSharp.torch.nn.functional;

namespace LoraDsl.Gpu.Checks;

/// <summary>Operators and their gradients, compared with the processor's in float64.</summary>
internal static class OperatorChecks
{
    private static readonly (string Name, long[][] Shapes, Func<Tensor[], Tensor> Call)[] Operators =
    [
        ("add", [[4, 5], [5]], t => t[0] + t[1]),
        ("mm", [[17, 33], [33, 9]], t => t[0].mm(t[1])),
        ("bmm", [[3, 8, 16], [3, 16, 4]], t => t[0].bmm(t[1])),
        ("addmm", [[9], [17, 33], [33, 9]], t => t[0].addmm(t[1], t[2])),
        ("linear", [[6, 7, 32], [16, 32], [16]], t => F.linear(t[0], t[1], t[2])),
        ("conv2d", [[2, 3, 8, 8], [4, 3, 3, 3], [4]], t => F.conv2d(t[0], t[1], t[2], strides: [2, 2], padding: [1, 1])),
        ("max_pool2d", [[2, 3, 8, 8]], t => F.max_pool2d(t[0], 2)),
        ("layer_norm", [[6, 32], [32], [32]], t => F.layer_norm(t[0], [32], t[1], t[2])),
        ("batch_norm", [[8, 5], [5], [5]], t => F.batch_norm(t[0], null!, null!, t[1], t[2], training: true)),
        ("softmax", [[6, 32]], t => t[0].softmax(-1)),
        ("gelu", [[6, 32]], t => F.gelu(t[0])),
        ("silu", [[6, 32]], t => F.silu(t[0])),
        ("attention", [[2, 3, 5, 8], [2, 3, 5, 8], [2, 3, 5, 8]], t => F.scaled_dot_product_attention(t[0], t[1], t[2])),
        ("sum", [[4, 5, 6]], t => t[0].sum(1)),
        ("var", [[4, 5, 6]], t => t[0].var(2)),
        ("cumsum", [[4, 5]], t => t[0].cumsum(1)),
        ("index", [[9, 4]], t => t[0][arange(0, 9, 2, device: t[0].device)]),
        ("masked_fill", [[9, 4]], t => t[0].masked_fill(t[0] > 0, 1)),
        ("cat", [[9, 4], [2, 4]], t => cat([t[0], t[1]], 0)),
        ("transposed view", [[9, 4]], t => t[0].t().contiguous().view(-1)),
        ("svdvals", [[6, 4]], t => linalg.svdvals(t[0])),
        ("solve", [[4, 4], [4, 2]], t => linalg.solve(t[0] + (8 * eye(4, dtype: t[0].dtype, device: t[0].device)), t[1])),
    ];

    public static readonly DeviceCheck[] All =
    [
        .. Operators.Select(entry => new DeviceCheck($"{entry.Name}: float32 and gradients as on the processor", device => Compare(entry, device, float32, Tolerance(entry.Name)))),
        new("linear in bfloat16, forward and backward", device => Compare(Named("linear"), device, bfloat16, 0.1)),
        new("add in float16", device => Compare(Named("add"), device, float16, 0.01)),
        new("mm in float16, forward and backward", device => Compare(Named("mm"), device, float16, 0.05), NeedsGpu: true),
        new("A long chain without a synchronisation gives what the processor gives", Chain),
    ];

    // cuDNN convolves float32 in TF32, whose steps are as coarse as float16's, unless it is told not to.
    private static double Tolerance(string name) => name == "conv2d" ? 0.03 : 1e-3;

    private static (string Name, long[][] Shapes, Func<Tensor[], Tensor> Call) Named(string name) => Array.Find(Operators, entry => entry.Name == name);

    private static void Compare((string Name, long[][] Shapes, Func<Tensor[], Tensor> Call) entry, Device device, ScalarType type, double tolerance)
    {
        using var generator = new Generator(9);
        Tensor[] drawn = [.. entry.Shapes.Select(shape => randn(shape, dtype: float64, generator: generator).to(type))];
        var expected = Differentiate(entry.Call, [.. drawn.Select(input => input.to(float64))]);
        var actual = Differentiate(entry.Call, [.. drawn.Select(input => input.to(device, copy: true))]);
        for (var i = 0; i < expected.Length; i++)
            Demand.Close(expected[i], actual[i], i == 0 ? $"{entry.Name} in {type}" : $"{entry.Name} in {type}, gradient {i - 1}", tolerance);
    }

    private static Tensor[] Differentiate(Func<Tensor[], Tensor> call, Tensor[] inputs)
    {
        foreach (var input in inputs)
            input.requires_grad = true;
        var output = call(inputs);
        autograd.backward(output, arange(output.numel(), dtype: float64).cos().view(output.shape).to(output.dtype, output.device));
        return [output, .. inputs.Select(input => input.grad!)];
    }

    private static void Chain(Device device)
    {
        using var generator = new Generator(2);
        var weight = randn(64, 64, generator: generator) / 8;
        Tensor Run(Device where)
        {
            var (w, x) = (weight.to(where), ones(64, 64, device: where));
            for (var i = 0; i < 200; i++)
                x = x.mm(w).tanh();
            return x;
        }

        Demand.Close(Run(CPU).abs().mean(), Run(device).abs().mean(), "200 products", 0.02);
    }
}
