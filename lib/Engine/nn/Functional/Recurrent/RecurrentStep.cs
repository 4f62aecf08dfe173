using TorchSharp.Modules;

namespace TorchSharp.Layers;

using static torch;

/// <summary>One step of a recurrent cell with a module's parameters.</summary>
internal static class RecurrentStep
{
    /// <param name="owner">A module with parameters weight_ih, weight_hh, and bias_ih and bias_hh or neither.</param>
    /// <param name="mode">Which cell.</param>
    /// <param name="x">[batch, inputs] or [inputs]</param>
    /// <param name="h">[batch, units] or [units]; null for zeros.</param>
    /// <param name="c">The same for an LSTM.</param>
    public static (Tensor Hidden, Tensor? Inner) Run(nn.Module owner, RecurrentMode mode, Tensor x, Tensor? h, Tensor? c)
    {
        var name = owner.GetName();
        var (weight, hiddenWeight) = (owner.get_parameter("weight_ih")!, owner.get_parameter("weight_hh")!);
        var (inputs, units, sizes) = (weight.Impl.Sizes[1], hiddenWeight.Impl.Sizes[1], x.Impl.Sizes);
        if (sizes.Length is not (1 or 2)) throw Guard.Error($"{name}: expected an input of shape [batch, inputs] or [inputs], got {Guard.Shape(sizes)}.");
        if (sizes[^1] != inputs) throw Guard.Error($"{name}: the input {Guard.Shape(sizes)} has {sizes[^1]} features, the cell expects {inputs}.");
        RecurrentInitialization.RequireType(name, x, weight);
        long[] states = [.. sizes[..^1], units];
        var hidden = Rows(Given(h, "h0"));
        var inner = mode == RecurrentMode.Lstm ? Rows(Given(c, "c0")) : null;
        var parameters = new RecurrentParameters(weight, hiddenWeight, owner.get_parameter("bias_ih"), owner.get_parameter("bias_hh"));
        var (_, last, lastInner) = RecurrentOperations.Run(mode, Rows(x).unsqueeze(0), parameters, hidden, inner, reverse: false);
        return sizes.Length == 2 ? (last, lastInner) : (last.squeeze(0), lastInner?.squeeze(0));

        Tensor Rows(Tensor tensor) => sizes.Length == 2 ? tensor : tensor.unsqueeze(0);

        Tensor Given(Tensor? state, string which)
        {
            if (state is null) return zeros(states, x.dtype);
            if (!state.Impl.Sizes.AsSpan().SequenceEqual(states))
                throw Guard.Error($"{name}: expected {which} of shape {Guard.Shape(states)}, got {Guard.Shape(state.Impl.Sizes)}.");
            RecurrentInitialization.RequireType(name, state, weight);
            return state;
        }
    }
}
