using System.Text.Json;
using TorchSharp.Modules;
using static TorchSharp.torch;
using F = TorchSharp.torch.nn.functional;

namespace TorchSharp.Tests.Layers;

[Collection(nameof(ProcessWide))]
public sealed class NormTests
{
    private static readonly JsonElement File = LayerCases.Read("norm.json");

    private static readonly Dictionary<string, (Func<nn.Module<Tensor, Tensor>> Make, long[] Shape)> Stateful = new()
    {
        ["BatchNorm1d"] = (() => nn.BatchNorm1d(3, momentum: 0.3), [5, 3]),
        ["BatchNorm2d"] = (() => nn.BatchNorm2d(2), [3, 2, 2, 3]),
        ["BatchNorm2d, average"] = (() => Averaging(nn.BatchNorm2d(2)), [3, 2, 2, 3]),
        ["BatchNorm1d, untracked"] = (() => nn.BatchNorm1d(3, track_running_stats: false), [5, 3, 2]),
        ["InstanceNorm2d, tracked"] = (() => nn.InstanceNorm2d(2, affine: true, track_running_stats: true), [3, 2, 2, 3]),
        ["InstanceNorm1d"] = (() => nn.InstanceNorm1d(2), [2, 3]),
    };

    private static readonly Dictionary<string, (Func<Tensor, Tensor> Drop, long[] Shape)> Dropouts = new()
    {
        ["dropout"] = (x => F.dropout(x, 0.3), [4, 7]),
        ["dropout of everything"] = (x => F.dropout(x, 1), [2, 3]),
        ["dropout of nothing"] = (x => F.dropout(x, 0), [2, 3]),
        ["Dropout"] = (x => nn.Dropout().call(x), [3, 5]),
        ["Dropout2d"] = (x => nn.Dropout2d(0.4).call(x), [3, 4, 2, 2]),
        ["dropout1d"] = (x => F.dropout1d(x, 0.4), [3, 4, 2]),
    };

    public static TheoryData<string> StatefulKeys => [.. File.GetProperty("stateful").EnumerateObject().Select(row => row.Name)];

    public static TheoryData<string> DropoutKeys => [.. File.GetProperty("dropout").EnumerateObject().Select(row => row.Name)];

    [Theory]
    [MemberData(nameof(StatefulKeys))]
    public void Running_statistics_follow_training_and_serve_evaluation_as_in_PyTorch(string key)
    {
        using var scope = NewDisposeScope();
        var (make, shape) = Stateful[key];
        using var layer = make();
        var expected = File.GetProperty("stateful").GetProperty(key);
        for (var i = 0; i < 3; i++)
        {
            layer.train(i < 2);
            Check(expected.GetProperty("results")[i], layer.call(LayerCases.Given(shape, i + 1).to(float32)), 3e-6, $"{key}, batch {i}");
        }
        var state = layer.state_dict();
        Assert.Equal(expected.GetProperty("state").EnumerateArray().Select(entry => entry[0].GetString()!), state.Keys);
        foreach (var entry in expected.GetProperty("state").EnumerateArray()) Check(entry[1], state[entry[0].GetString()!], 1e-6, $"{key}, {entry[0]}");
    }

    [Theory]
    [MemberData(nameof(DropoutKeys))]
    public void Dropout_drops_what_PyTorch_drops(string key)
    {
        using var scope = NewDisposeScope();
        var (drop, shape) = Dropouts[key];
        var expected = File.GetProperty("dropout").GetProperty(key);
        manual_seed(11);
        var x = LayerCases.Given(shape, 1).to(float32).requires_grad_();
        var y = drop(x);
        y.sum().backward();
        Check(expected[0], y, 1e-7, key);
        Check(expected[1], x.grad!, 1e-7, key + ", gradient");
        Check(expected[2], rand(1), 1e-8, key + ", next random number");
    }

    [Fact]
    public void Dropout_leaves_its_input_alone_in_evaluation()
    {
        using var scope = NewDisposeScope();
        using var layer = nn.Dropout();
        layer.eval();
        var x = ones(3);
        TensorAssert.Equal([1, 1, 1], layer.call(x));
    }

    [Fact]
    public void Batch_normalisation_is_trained_to_the_same_bits_by_one_thread_as_by_several()
    {
        using var scope = NewDisposeScope();
        manual_seed(1);
        var x = randn(64, 8, 13, 13).requires_grad_();
        double[] Gradient(int threads)
        {
            var before = TorchSharp.Kernels.ParallelFor.ThreadCount;
            TorchSharp.Kernels.ParallelFor.ThreadCount = threads;
            try
            {
                x.grad = null;
                F.batch_norm(x, null, null, training: true).square().mul(x).sum().backward();
                return TensorAssert.Values(x.grad!);
            }
            finally
            {
                TorchSharp.Kernels.ParallelFor.ThreadCount = before;
            }
        }
        Assert.Equal(Gradient(1), Gradient(3));
    }

    private static BatchNorm2d Averaging(BatchNorm2d layer)
    {
        layer.momentum = null;
        return layer;
    }

    private static void Check(JsonElement expected, Tensor actual, double tolerance, string what) =>
        TensorAssert.Close(LayerCases.Values(expected[1]), actual, LayerCases.Shape(expected[0]), tolerance, tolerance, what);
}
