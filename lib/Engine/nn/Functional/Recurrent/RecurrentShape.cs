using System.Numerics;
using TorchSharp.Kernels;

namespace TorchSharp.Layers;

using static torch;

/// <summary>
/// Sizes of a sequence of states [steps + 1, batch, units] with the initial one at the end where time begins: the states before the steps and
/// those after them are then views of one memory, and the gradient of the hidden weights is one product.
/// </summary>
internal readonly record struct RecurrentShape(long Steps, long Batch, long Units, bool Reverse)
{
    /// <summary>Memory for all states, with the initial one [batch, units] in its place.</summary>
    public Tensor States(Tensor initial)
    {
        var states = empty([Steps + 1, Batch, Units], initial.dtype);
        states[Reverse ? Steps : 0].copy_(initial);
        return states;
    }

    /// <summary>The states after each step [steps, batch, units], in the same memory.</summary>
    public Tensor After(Tensor states) => Window(states, Reverse ? 0 : 1);

    /// <summary>The states before each step.</summary>
    public Tensor Before(Tensor states) => Window(states, Reverse ? 1 : 0);

    /// <summary>A copy of the state after the last step.</summary>
    public Tensor Last(Tensor states) => states[Reverse ? 0 : Steps].clone();

    /// <summary>A copy of a gradient of a state; zeros for null.</summary>
    public Tensor State(Tensor? gradient, ScalarType type)
    {
        var state = empty([Batch, Units], type);
        return gradient is null ? state.zero_() : state.copy_(gradient);
    }

    public unsafe RecurrentSequence<T> Over<T>(Tensor gates, Tensor hidden, Tensor inner) where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        new(checked((int)Steps), checked((int)Batch), checked((int)Units), Reverse, (T*)gates.Impl.Data, (T*)hidden.Impl.Data, (T*)inner.Impl.Data);

    private Tensor Window(Tensor states, long first) =>
        new(states.Impl.Alias([Steps, Batch, Units], states.Impl.Strides, states.Impl.Offset + first * Batch * Units));
}
