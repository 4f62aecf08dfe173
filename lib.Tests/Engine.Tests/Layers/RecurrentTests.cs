using System.Runtime.InteropServices;
using TorchSharp.Kernels;
using TorchSharp.Layers;
using static TorchSharp.torch;

namespace TorchSharp.Tests.Layers;

[Collection(nameof(ProcessWide))]
public sealed class RecurrentTests
{
    /// <summary>Rows for several jobs and units beyond a vector's, so that every border of the kernels is crossed.</summary>
    private const int Steps = 5, Batch = 150, Inputs = 7, Units = 19;

    public static TheoryData<string, bool, bool> Sequences => new MatrixTheoryData<string, bool, bool>(Enum.GetNames<RecurrentMode>(), [false, true], [false, true]);

    [Theory]
    [MemberData(nameof(Sequences))]
    public void The_fused_backward_is_that_of_the_recorded_steps(string mode, bool reverse, bool bias)
    {
        using var scope = NewDisposeScope();
        var kind = Enum.Parse<RecurrentMode>(mode);
        var inputs = Given(kind, bias);
        var recorded = RecordedRecurrence.Run(kind, inputs, reverse);
        var fused = RecurrentCases.Run(kind, inputs, reverse);
        for (var i = 0; i < fused.Length; i++) TensorAssert.Close(recorded[i], fused[i], 1e-5, 2e-6, $"result {i}");

        var (expected, actual, again) = (Gradients(recorded, inputs, false), Gradients(fused, inputs, false), Gradients(fused, inputs, true));
        for (var i = 0; i < inputs.Length; i++)
        {
            TensorAssert.Close(expected[i], actual[i], 1e-4, 1e-4, $"gradient {i}");
            TensorAssert.Close(expected[i], again[i], 1e-4, 1e-4, $"recorded gradient {i}");
            Assert.True(again[i].requires_grad);
        }
    }

    [Theory]
    [MemberData(nameof(Sequences))]
    public void Bits_do_not_depend_on_the_number_of_threads(string mode, bool reverse, bool bias)
    {
        using var scope = NewDisposeScope();
        var kind = Enum.Parse<RecurrentMode>(mode);
        var before = ParallelFor.ThreadCount;
        double[][] Run(int threads)
        {
            ParallelFor.ThreadCount = threads;
            var inputs = Given(kind, bias);
            var results = RecurrentCases.Run(kind, inputs, reverse);
            return [.. results.Concat(Gradients(results, inputs, false)).Select(TensorAssert.Values)];
        }
        try
        {
            var (alone, together) = (Run(1), Run(3));
            for (var i = 0; i < alone.Length; i++) Assert.Equal(alone[i], together[i]);
        }
        finally
        {
            ParallelFor.ThreadCount = before;
        }
    }

    [Fact]
    public void Only_the_last_state_may_have_a_gradient()
    {
        using var scope = NewDisposeScope();
        manual_seed(1);
        using var layer = nn.LSTM(3, 4);
        var x = rand(6, 2, 3);
        var (output, hidden, inner) = layer.call(x);
        hidden.sum().backward();
        var direct = layer.parameters().Select(p => p.grad!.clone()).ToArray();
        layer.zero_grad();
        layer.call(x).Item1[-1].sum().backward();
        foreach (var (expected, parameter) in direct.Zip(layer.parameters())) TensorAssert.Close(expected, parameter.grad!);
        Assert.Equal([6, 2, 4], output.shape);
        Assert.Equal([1, 2, 4], inner.shape);
    }

    [Fact]
    public void A_layer_runs_step_by_step_as_its_cell()
    {
        using var scope = NewDisposeScope();
        manual_seed(2);
        using var layer = nn.GRU(3, 9);
        using var cell = nn.GRUCell(3, 9);
        cell.load_state_dict(layer.state_dict().ToDictionary(entry => entry.Key.Replace("_l0", ""), entry => entry.Value));
        var x = rand(4, 2, 3);
        Tensor? h = null;
        for (var step = 0; step < 4; step++) h = cell.forward(x[step], h);
        TensorAssert.Close(layer.call(x).Item2[0], h!);
    }

    [Fact]
    public void A_graph_that_is_kept_gives_its_gradient_twice()
    {
        using var scope = NewDisposeScope();
        using var layer = nn.GRU(3, 4);
        var loss = layer.call(rand(4, 2, 3)).Item1.sum();
        var weight = layer.parameters().First();
        loss.backward(retain_graph: true);
        var once = weight.grad!.clone();
        loss.backward();
        TensorAssert.Close(once * 2, weight.grad!);
    }

    [Fact]
    public void Dropout_acts_between_layers_in_training_only()
    {
        using var scope = NewDisposeScope();
        using var layer = nn.RNN(3, 8, 2, dropout: 0.5);
        var x = rand(4, 2, 3);
        Assert.NotEqual(TensorAssert.Values(layer.call(x).Item1), TensorAssert.Values(layer.call(x).Item1));
        layer.eval();
        Assert.Equal(TensorAssert.Values(layer.call(x).Item1), TensorAssert.Values(layer.call(x).Item1));
    }

    [Fact]
    public void Parameters_of_an_RNN_are_found_by_number()
    {
        using var layer = nn.RNN(3, 4, 2, bidirectional: true);
        Assert.Same(layer.get_parameter("weight_ih_l1_reverse"), layer.get_weight_ih(3));
        Assert.Same(layer.get_parameter("bias_hh_l0"), layer.get_bias_hh(0));
        Assert.Contains("4 layers and directions", Assert.ThrowsAny<ExternalException>(() => layer.get_weight_hh(4)).Message);
    }

    [Fact]
    public void Inputs_and_states_that_do_not_fit_are_named()
    {
        using var scope = NewDisposeScope();
        var (layer, cell) = (nn.LSTM(3, 4, 2, batchFirst: true), nn.LSTMCell(3, 4));
        Says("LSTM: the input [2, 5, 4] has 4 features, the layer expects 3", () => layer.call(rand(2, 5, 4)));
        Says("[batch, steps, inputs] or [steps, inputs], got [3]", () => layer.call(rand(3)));
        Says("at least one step, got [2, 0, 3]", () => layer.call(rand(2, 0, 3)));
        Says("expected h0 of shape [2, 2, 4], got [1, 2, 4]", () => layer.call(rand(2, 5, 3), (zeros(1, 2, 4), zeros(2, 2, 4))));
        Says("expected c0 of shape [2, 2, 4], got [2, 5, 4]", () => layer.call(rand(2, 5, 3), (zeros(2, 2, 4), zeros(2, 5, 4))));
        Says("the input is Float64 and the weights are Float32", () => layer.call(rand(2, 5, 3, float64)));
        Says("LSTMCell: the input [2, 5] has 5 features, the cell expects 3", () => cell.call(rand(2, 5)));
        Says("expected h0 of shape [2, 4], got [4]", () => cell.call(rand(2, 3), (zeros(4), zeros(2, 4))));
        Says("hiddenSize 0", () => nn.GRU(3, 0));
        Says("dropout must be between 0 and 1, got 2", () => nn.GRU(3, 4, dropout: 2));
    }

    private static void Says(string part, Action mistake) => Assert.Contains(part, Assert.ThrowsAny<ExternalException>(mistake).Message);

    private static Tensor[] Given(RecurrentMode mode, bool bias)
    {
        var rows = RecurrentInitialization.Gates(mode) * Units;
        List<long[]> shapes = [[Steps, Batch, Inputs], [rows, Inputs], [rows, Units], [Batch, Units]];
        if (mode == RecurrentMode.Lstm) shapes.Add([Batch, Units]);
        if (bias) shapes.AddRange([[rows], [rows]]);
        return [.. shapes.Select((shape, i) => (LayerCases.Given(shape, i + 1) * 0.3).to(float32).detach().requires_grad_())];
    }

    private static Tensor[] Gradients(Tensor[] results, Tensor[] inputs, bool create) =>
        [.. autograd.grad(results, inputs, [.. results.Select((result, i) => LayerCases.Given(result.shape, 9 + i).to(float32))], retain_graph: true, create_graph: create)];
}
