using static TorchSharp.torch;
using init = TorchSharp.torch.nn.init;

namespace TorchSharp.Tests.Golden;

/// <summary>The random draws of make_goldens.py under the same keys.</summary>
internal static class RandomStreams
{
    public static readonly Dictionary<string, Func<Tensor[]>> ByKey = new()
    {
        ["exponential_(2)"] = () => [empty(6).exponential_(2)],
        ["exponential_(double)"] = () => [empty(3, float64).exponential_()],
        ["cauchy_(1,2)"] = () => [empty(5).cauchy_(1, 2)],
        ["log_normal_(0.5,0.2)"] = () => [empty(5).log_normal_(0.5, 0.2)],
        ["multinomial(1)"] = () => [arange(1.0, 6).multinomial(1)],
        ["multinomial(3)"] = () => [arange(1.0, 6).multinomial(3)],
        ["multinomial(rows)"] = () => [arange(12.0).reshape(3, 4).multinomial(7, true)],
        ["multinomial(double)"] = () => [arange(5, float64).multinomial(9, true)],
        ["rand(5)"] = () => [rand(5)],
        ["rand(2,9)"] = () => [rand(2, 9)],
        ["rand(700) tail"] = () => [rand(700)[TensorIndex.Slice(-6)]],
        ["rand(5,double)"] = () => [rand(5, float64)],
        ["randn(1)"] = () => [randn(1)],
        ["randn(7)"] = () => [randn(7)],
        ["randn(15)"] = () => [randn(15)],
        ["randn(16)"] = () => [randn(16)],
        ["randn(4,8)"] = () => [randn(4, 8)],
        ["randn(21)"] = () => [randn(21)],
        ["randn(7,double)"] = () => [randn(7, float64)],
        ["randn(16,double)"] = () => [randn(16, float64)],
        ["randn(19,double)"] = () => [randn(19, float64)],
        ["randn(3) twice"] = () => [randn(3), randn(3)],
        ["randn(3) then (16) then (2)"] = () => [randn(3), randn(16), randn(2)],
        ["randn(0) then rand(2)"] = () => [randn(0), rand(2)],
        ["randint(10,[8])"] = () => [randint(10, [8L])],
        ["randint(-5,5,[2,3])"] = () => [randint(-5, 5, [2L, 3])],
        ["randint(2**40,[4])"] = () => [randint(1L << 40, [4L])],
        ["randint(7,[5],int32)"] = () => [randint(7, [5L], int32)],
        ["randint(3,[4],float)"] = () => [randint(3, [4L], float32)],
        ["randperm(1)"] = () => [randperm(1)],
        ["randperm(10)"] = () => [randperm(10)],
        ["randperm(33)"] = () => [randperm(33)],
        ["bernoulli"] = () => [bernoulli(tensor([0.0f, 0.1f, 0.5f, 0.9f, 1.0f, 0.3f]))],
        ["bernoulli(double)"] = () => [bernoulli(tensor([0.1, 0.5, 0.9, 0.3]))],
        ["bernoulli_(0.3)"] = () => [empty(9).bernoulli_(0.3)],
        ["bernoulli_(0.5,transposed)"] = () => [zeros(2, 5).t().bernoulli_(0.5)],
        ["normal(2,3,[5])"] = () => [normal(2, 3, [5])],
        ["normal(-1,0.5,[18])"] = () => [normal(-1, 0.5, [18])],
        ["normal(tensors)"] = () => [normal(arange(4.0), tensor([1f, 0.5f, 2f, 0f]))],
        ["normal_(1,2)"] = () => [empty(17).normal_(1, 2)],
        ["normal_(0,1,transposed)"] = () => [zeros(4, 5).t().normal_()],
        ["uniform_(-2,3)"] = () => [empty(6).uniform_(-2, 3)],
        ["uniform_(-2,3,double)"] = () => [empty(6, float64).uniform_(-2, 3)],
        ["init.uniform_"] = () => [init.uniform_(empty(2, 3), -0.5, 0.5)],
        ["init.normal_"] = () => [init.normal_(empty(4, 5), 1, 0.1)],
        ["init.constant_"] = () => [init.constant_(empty(2), 0.25)],
        ["init.xavier_uniform_"] = () => [init.xavier_uniform_(empty(3, 5))],
        ["init.xavier_normal_"] = () => [init.xavier_normal_(empty(3, 5), 2)],
        ["init.xavier_uniform_(4-d)"] = () => [init.xavier_uniform_(empty(2, 3, 2, 2))],
        ["init.kaiming_uniform_"] = () => [init.kaiming_uniform_(empty(3, 5))],
        ["init.kaiming_normal_(fan_out,relu)"] = () =>
            [init.kaiming_normal_(empty(3, 5), mode: init.FanInOut.FanOut, nonlinearity: init.NonlinearityType.ReLU)],
        ["Linear(5,3)"] = () => LinearState(5, 3),
        ["Linear(3,1) then rand"] = () => [.. LinearState(3, 1), rand(2)],
        ["rand_like then randn_like"] = () => [rand_like(zeros(2, 2)), randn_like(zeros(5, float64))],
    };

    private static Tensor[] LinearState(long inputs, long outputs)
    {
        var layer = nn.Linear(inputs, outputs);
        return [layer.weight, layer.bias!];
    }
}
