using TorchSharp.Modules;

namespace TorchSharp.Layers;

using static torch;

/// <summary>What LSTM, GRU and RNN have in common: layers one above the other, each of one or two directions, and their parameters.</summary>
internal sealed class RecurrentLayers
{
    private readonly nn.Module _owner;
    private readonly RecurrentMode _mode;
    private readonly long _inputs, _units, _layers;
    private readonly bool _bias, _batchFirst, _bidirectional;
    private readonly double _dropout;

    /// <summary>Registers the owner's parameters in PyTorch's order, uniform on ±1/√units.</summary>
    public RecurrentLayers(
        nn.Module owner, RecurrentMode mode, long inputs, long units, long layers, bool bias, bool batchFirst, double dropout, bool bidirectional,
        Device? device, ScalarType? dtype)
    {
        if (units <= 0 || inputs < 0 || layers <= 0)
            throw Guard.Error($"{owner.GetName()}: needs at least one hidden unit and one layer, got inputSize {inputs}, hiddenSize {units}, numLayers {layers}.");
        if (dropout is < 0 or > 1 or double.NaN) throw Guard.Error($"{owner.GetName()}: dropout must be between 0 and 1, got {dropout}.");
        (_owner, _mode, _inputs, _units, _layers) = (owner, mode, inputs, units, layers);
        (_bias, _batchFirst, _dropout, _bidirectional) = (bias, batchFirst, dropout, bidirectional);
        for (var layer = 0; layer < layers; layer++)
            for (var direction = 0; direction < Directions; direction++)
                RecurrentInitialization.Register(owner, mode, layer == 0 ? inputs : units * Directions, units, bias, Suffix(layer, direction), device, dtype);
    }

    private int Directions => _bidirectional ? 2 : 1;

    public Parameter Parameter(string kind, long index) =>
        index >= 0 && index < _layers * Directions
            ? _owner.get_parameter(kind + Suffix(index / Directions, index % Directions))!
            : throw Guard.Error($"{_owner.GetName()}: there are {_layers * Directions} layers and directions, got index {index}.");

    /// <param name="x">[steps, batch, inputs], [batch, steps, inputs] if batch comes first, or one sequence [steps, inputs].</param>
    /// <param name="h">[layers · directions, batch, units] (without batch for one sequence), or null for zeros.</param>
    /// <param name="c">The same for the second state of an LSTM.</param>
    /// <returns>The last layer's h of all steps, laid out as x, and all layers' last h and c.</returns>
    public (Tensor Output, Tensor Hidden, Tensor? Inner) Run(Tensor x, Tensor? h, Tensor? c)
    {
        var single = x.Impl.Sizes.Length == 2;
        RequireInput(x);
        var y = single ? x.unsqueeze(1) : _batchFirst ? x.transpose(0, 1) : x;
        long[] states = single ? [_layers * Directions, _units] : [_layers * Directions, y.Impl.Sizes[1], _units];
        var h0 = Initial(h, "h0", states, single, x.dtype);
        var c0 = _mode == RecurrentMode.Lstm ? Initial(c, "c0", states, single, x.dtype) : null;
        List<Tensor> hidden = [], inner = [];
        for (var layer = 0; layer < _layers; layer++)
        {
            if (layer > 0 && _dropout > 0) y = nn.functional.dropout(y, _dropout, _owner.training);
            var outputs = new Tensor[Directions];
            for (var direction = 0; direction < Directions; direction++)
            {
                var index = layer * Directions + direction;
                var (output, last, lastInner) = RecurrentOperations.Run(_mode, y, Parameters(index), h0[index], c0?[index], direction == 1);
                outputs[direction] = output;
                hidden.Add(last);
                if (lastInner is not null) inner.Add(lastInner);
            }
            y = outputs.Length == 1 ? outputs[0] : cat(outputs, 2);
        }
        Tensor Stacked(List<Tensor> parts) => single ? cat(parts) : stack(parts);
        y = single ? y.squeeze(1) : _batchFirst ? y.transpose(0, 1) : y;
        return (y, Stacked(hidden), inner.Count == 0 ? null : Stacked(inner));
    }

    private RecurrentParameters Parameters(int index) => new(
        Parameter("weight_ih", index), Parameter("weight_hh", index), _bias ? Parameter("bias_ih", index) : null, _bias ? Parameter("bias_hh", index) : null);

    private static string Suffix(long layer, long direction) => $"_l{layer}" + (direction == 1 ? "_reverse" : "");

    private void RequireInput(Tensor x)
    {
        var (name, sizes) = (_owner.GetName(), x.Impl.Sizes);
        if (sizes.Length is not (2 or 3))
            throw Guard.Error(
                $"{name}: expected an input of shape {(_batchFirst ? "[batch, steps, inputs]" : "[steps, batch, inputs]")} or [steps, inputs], got {Guard.Shape(sizes)}.");
        if (sizes[^1] != _inputs) throw Guard.Error($"{name}: the input {Guard.Shape(sizes)} has {sizes[^1]} features, the layer expects {_inputs}.");
        if (sizes[sizes.Length == 3 && _batchFirst ? 1 : 0] == 0) throw Guard.Error($"{name}: a sequence needs at least one step, got {Guard.Shape(sizes)}.");
        RecurrentInitialization.RequireType(name, x, Parameter("weight_ih", 0));
    }

    private Tensor Initial(Tensor? state, string name, long[] expected, bool single, ScalarType type)
    {
        if (state is null) state = zeros(expected, type);
        else if (!state.Impl.Sizes.AsSpan().SequenceEqual(expected))
            throw Guard.Error($"{_owner.GetName()}: expected {name} of shape {Guard.Shape(expected)}, got {Guard.Shape(state.Impl.Sizes)}.");
        else RecurrentInitialization.RequireType(_owner.GetName(), state, Parameter("weight_ih", 0));
        return single ? state.unsqueeze(1) : state;
    }
}
