using System.Runtime.InteropServices;
using static TorchSharp.torch;
using F = TorchSharp.torch.nn.functional;

namespace TorchSharp.Tests.Layers;

public sealed class LossTests
{
    [Fact]
    public void Loss_modules_call_the_functions_of_their_name()
    {
        using var scope = NewDisposeScope();
        var (x, y, p) = (rand(3, 4), rand(3, 4), rand(3, 4));
        var classes = tensor([1L, 0, 3]);
        TensorAssert.Close(F.mse_loss(x, y), nn.MSELoss().call(x, y));
        TensorAssert.Close(F.l1_loss(x, y, nn.Reduction.Sum), nn.L1Loss(nn.Reduction.Sum).call(x, y));
        TensorAssert.Close(F.smooth_l1_loss(x, y, beta: 0.3), nn.SmoothL1Loss(beta: 0.3).call(x, y));
        TensorAssert.Close(F.huber_loss(x, y, 0.3), nn.HuberLoss(0.3).call(x, y));
        TensorAssert.Close(F.binary_cross_entropy(x, y), nn.BCELoss().call(x, y));
        TensorAssert.Close(F.nll_loss(x, classes), nn.NLLLoss().call(x, classes));
        TensorAssert.Close(F.cross_entropy(x, classes, ignore_index: 0), nn.CrossEntropyLoss(ignore_index: 0).call(x, classes));
        TensorAssert.Close(F.kl_div(x, y), nn.KLDivLoss().call(x, y));
        TensorAssert.Close(F.gaussian_nll_loss(x, y, p, true), nn.GaussianNLLLoss(true).call(x, y, p));
        TensorAssert.Close(F.poisson_nll_loss(x, y, full: true), nn.PoissonNLLLoss(full: true).call(x, y));
        TensorAssert.Close(F.triplet_margin_loss(x, y, p, 2), nn.TripletMarginLoss(2).call(x, y, p));
        TensorAssert.Close(F.cosine_similarity(x, y), nn.CosineSimilarity().call(x, y));
        TensorAssert.Close(F.hinge_embedding_loss(x, ones(3, 4), 1), nn.HingeEmbeddingLoss().call(x, ones(3, 4)));
    }

    [Fact]
    public void Activation_modules_call_the_functions_of_their_name()
    {
        using var scope = NewDisposeScope();
        var x = randn(3, 4) * 3;
        TensorAssert.Close(F.leaky_relu(x, 0.2), nn.LeakyReLU(0.2).call(x));
        TensorAssert.Close(F.elu(x, 1), nn.ELU().call(x));
        TensorAssert.Close(F.selu(x), nn.SELU().call(x));
        TensorAssert.Close(F.gelu(x), nn.GELU().call(x));
        TensorAssert.Close(F.silu(x), nn.SiLU().call(x));
        TensorAssert.Close(F.mish(x), nn.Mish().call(x));
        TensorAssert.Close(F.softplus(x, 2), nn.Softplus(2).call(x));
        TensorAssert.Close(F.softmax(x, 1), nn.Softmax(1).call(x));
        TensorAssert.Close(F.log_softmax(x, 0), nn.LogSoftmax(0).call(x));
        TensorAssert.Close(F.hardtanh(x, -2, 2), nn.Hardtanh(-2, 2).call(x));
        TensorAssert.Close(F.relu6(x), nn.ReLU6().call(x));
        TensorAssert.Close(F.leaky_relu(x, 0.25), nn.PReLU(1).call(x));
        TensorAssert.Close(x.reshape(1, 12), nn.Sequential(nn.Identity(), nn.Unflatten(0, [1, 3]), nn.Flatten()).call(x));
    }

    [Fact]
    public void Activations_in_place_have_the_gradient_of_those_that_copy()
    {
        using var scope = NewDisposeScope();
        Func<Tensor, bool, Tensor>[] activations =
        [
            (x, inplace) => F.elu(x, 0.5, inplace), F.selu, F.gelu, F.silu, F.mish, F.relu6, (x, inplace) => F.leaky_relu(x, 0.2, inplace), (x, inplace) => F.hardtanh(x, -1, 1, inplace),
        ];
        foreach (var activation in activations)
        {
            var (a, b) = (LayerCases.Given([7], 1).requires_grad_(), LayerCases.Given([7], 1).requires_grad_());
            activation(a * 2, false).square().sum().backward();
            activation(b * 2, true).square().sum().backward();
            TensorAssert.Equal(TensorAssert.Values(a.grad!), b.grad!);
        }
    }

    [Fact]
    public void The_vector_of_the_padding_has_no_gradient()
    {
        using var scope = NewDisposeScope();
        var layer = nn.Embedding(4, 2, padding_idx: -3);
        var y = layer.call(tensor(new long[,] { { 1, 2, 2 }, { 3, 1, 0 } }));
        Assert.Equal([2, 3, 2], y.shape);
        y.sum().backward();
        TensorAssert.Equal([1, 1, 0, 0, 2, 2, 1, 1], layer.weight.grad!);
        Assert.False(nn.Embedding_from_pretrained(ones(2, 3)).weight.requires_grad);
    }

    [Fact]
    public void Classes_and_shapes_that_do_not_fit_are_named()
    {
        using var scope = NewDisposeScope();
        Says("classes from 1 to 4 are not all in 0 … 3", () => F.cross_entropy(rand(2, 4), tensor([1L, 4])));
        Says("expects targets of shape [2], got [3]", () => F.cross_entropy(rand(2, 4), tensor([1L, 2, 3])));
        Says("classes must be of type Int64, got Int32", () => F.nll_loss(rand(2, 4), tensor([1, 2])));
        Says("indices from 0 to 5 are not all in 0 … 3", () => nn.Embedding(4, 2).call(tensor([0L, 5])));
        Says("2 channels", () => F.prelu(rand(1, 2, 3), rand(3)));
    }

    private static void Says(string part, Func<Tensor> operation) => Assert.Contains(part, Assert.ThrowsAny<ExternalException>(operation).Message);
}
