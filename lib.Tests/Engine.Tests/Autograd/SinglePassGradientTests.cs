using static TorchSharp.torch;
using F = TorchSharp.torch.nn.functional;

namespace TorchSharp.Tests.Autograd;

/// <summary>
/// In single precision an ordinary backward runs kernels of its own; one that is recorded runs the formulas, which the gradient table checks
/// in double precision. Both must give the same.
/// </summary>
public sealed class SinglePassGradientTests
{
    private static readonly Dictionary<string, (Func<Tensor, Tensor> Operation, long[] Shape)> Operations = new()
    {
        ["sigmoid"] = (x => x.sigmoid(), [77]),
        ["tanh"] = (x => x.tanh(), [77]),
        ["relu_"] = (x => (x * 1).relu_(), [77]),
        ["leaky_relu"] = (x => x.leaky_relu(0.2), [77]),
        ["leaky_relu_"] = (x => (x * 1).leaky_relu_(0.2), [77]),
        ["leaky_relu_ with a negative slope"] = (x => (x * 1).leaky_relu_(-0.5), [77]),
        ["leaky_relu_ of a view"] = (x => Halves(x * 1), [80]),
        ["silu"] = (x => x.silu(), [77]),
        ["softplus"] = (x => x.softplus(1.5, 4), [77]),
        ["elu"] = (x => x.elu(1.3, 0.9, 0.7), [77]),
        ["gelu"] = (x => x.gelu(), [77]),
        ["cross-entropy of logits"] = (x => F.binary_cross_entropy_with_logits(x, linspace(0, 1, 77)), [77]),
        ["softmax of rows"] = (x => x.softmax(-1), [5, 21]),
        ["softmax of columns"] = (x => x.softmax(0), [5, 21]),
        ["softmax of transposed rows"] = (x => x.t().softmax(1), [21, 5]),
        ["log_softmax of rows"] = (x => x.log_softmax(1), [5, 21]),
        ["log_softmax of long rows"] = (x => x.log_softmax(1), [2, 3000]),
        ["batch_norm"] = (x => F.batch_norm(x, null, null, linspace(0.5, 2, 3), linspace(-1, 1, 3), true), [4, 3, 5, 5]),
        ["group_norm"] = (x => F.group_norm(x, 2, linspace(0.5, 2, 4), linspace(-1, 1, 4)), [3, 4, 5, 5]),
    };

    public static TheoryData<string> Names => [.. Operations.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void A_kernel_gives_the_gradient_of_the_formula(string name)
    {
        using var scope = NewDisposeScope();
        var (operation, shape) = Operations[name];
        var count = shape.Aggregate((a, b) => a * b);
        var x = (arange(count).to(float32) * 37 % 61 / 8 - 3.8).view(shape).requires_grad_();
        var factors = (arange(count).to(float32) * 11 % 17 / 9 - 0.9);
        var loss = (operation(x).reshape(-1) * factors.narrow(0, 0, operation(x).numel())).sum();
        var kernel = autograd.grad([loss], [x], retain_graph: true)[0];
        var formula = autograd.grad([loss], [x], create_graph: true)[0];
        TensorAssert.Close(formula, kernel, 2e-6, 2e-6, name);
    }

    [Fact]
    public void Scale_and_shift_of_channels_get_their_gradients_from_the_kernel()
    {
        using var scope = NewDisposeScope();
        var x = (arange(2 * 3 * 20).to(float32) * 37 % 61 / 8 - 3.8).view(2, 3, 4, 5);
        var (w, b) = (linspace(0.5, 2, 3).requires_grad_(), linspace(-1, 1, 3).requires_grad_());
        var loss = (F.batch_norm(x, null, null, w, b, true) * (x * x)).sum();
        var kernel = autograd.grad([loss], [w, b], retain_graph: true);
        var formula = autograd.grad([loss], [w, b], create_graph: true);
        for (var i = 0; i < 2; i++) TensorAssert.Close(formula[i], kernel[i], 1e-5, 1e-4);
    }

    private static Tensor Halves(Tensor x)
    {
        x.narrow(0, 0, 40).leaky_relu_(0.2);
        return x;
    }
}
