using System.Numerics;
using System.Runtime.CompilerServices;
using static TorchSharp.Kernels.GateFunctions;
using static TorchSharp.Kernels.PartialVector;

namespace TorchSharp.Kernels;

/// <summary>
/// The pointwise part of a recurrent cell, on one row of n units. A row of gates holds the gates one after the other, n numbers each:
/// before <see cref="Forward"/> the preactivations W·x + b, after it the activated gates.
/// </summary>
internal unsafe interface IRecurrentCell<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    static abstract int Gates { get; }

    /// <summary>
    /// Whether a gate sees only the sum of its two products, W·x + U·h. Then the second is added to the gates beforehand, and their
    /// gradients are the same.
    /// </summary>
    static abstract bool SumsProducts { get; }

    /// <param name="n">Units.</param>
    /// <param name="gates">Preactivations; activated in place.</param>
    /// <param name="product">U·h + b where the cell needs it apart.</param>
    /// <param name="before">h of the step before.</param>
    /// <param name="after">Receives h.</param>
    /// <param name="innerBefore">The cell's second value of the step before.</param>
    /// <param name="innerAfter">Receives the second value: the state c of an LSTM; of a GRU what its reset gate multiplies.</param>
    static abstract void Forward(int n, T* gates, T* product, T* before, T* after, T* innerBefore, T* innerAfter);

    /// <param name="n">Units.</param>
    /// <param name="gates">Activated gates.</param>
    /// <param name="before">h of the step before.</param>
    /// <param name="after">h.</param>
    /// <param name="innerBefore">Second value of the step before.</param>
    /// <param name="innerAfter">Second value.</param>
    /// <param name="d">Gradient of h; receives the part of that of the h before that does not pass through U.</param>
    /// <param name="dInner">Gradient of c; receives that of the c before.</param>
    /// <param name="dGates">Receives the gradient of W·x + b.</param>
    /// <param name="dProduct">Receives that of U·h + b where it is another.</param>
    static abstract void Backward(
        int n, T* gates, T* before, T* after, T* innerBefore, T* innerAfter, T* d, T* dInner, T* dGates, T* dProduct);
}

/// <summary>i, f, o = σ, g = tanh of the preactivations; c′ = f·c + i·g; h′ = o·tanh c′ (Hochreiter and Schmidhuber 1997; Gers et al. 2000).</summary>
internal readonly unsafe struct LstmCell<T> : IRecurrentCell<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    public static int Gates => 4;

    public static bool SumsProducts => true;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Forward(int n, T* gates, T* product, T* before, T* after, T* innerBefore, T* innerAfter)
    {
        T* fs = gates + n, gs = gates + 2 * n, os = gates + 3 * n;
        for (int u = 0, left = n; left > 0; u += Vector<T>.Count, left -= Vector<T>.Count)
        {
            var i = Sigmoid(Load(gates + u, left));
            var f = Sigmoid(Load(fs + u, left));
            var g = Tanh(Load(gs + u, left));
            var o = Sigmoid(Load(os + u, left));
            var c = f * Load(innerBefore + u, left) + i * g;
            Store(i, gates + u, left);
            Store(f, fs + u, left);
            Store(g, gs + u, left);
            Store(o, os + u, left);
            Store(c, innerAfter + u, left);
            Store(o * Tanh(c), after + u, left);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Backward(
        int n, T* gates, T* before, T* after, T* innerBefore, T* innerAfter, T* d, T* dInner, T* dGates, T* dProduct)
    {
        var one = Vector<T>.One;
        for (int u = 0, left = n; left > 0; u += Vector<T>.Count, left -= Vector<T>.Count)
        {
            Vector<T> i = Load(gates + u, left), f = Load(gates + n + u, left), g = Load(gates + 2 * n + u, left), o = Load(gates + 3 * n + u, left);
            var dh = Load(d + u, left);
            var tanh = Tanh(Load(innerAfter + u, left));
            var dc = Load(dInner + u, left) + dh * o * (one - tanh * tanh);
            Store(dc * g * i * (one - i), dGates + u, left);
            Store(dc * Load(innerBefore + u, left) * f * (one - f), dGates + n + u, left);
            Store(dc * i * (one - g * g), dGates + 2 * n + u, left);
            Store(dh * tanh * o * (one - o), dGates + 3 * n + u, left);
            Store(dc * f, dInner + u, left);
            Store(Vector<T>.Zero, d + u, left);
        }
    }
}

/// <summary>r, z = σ(W·x + U·h); m = tanh(W·x + r·(U·h)); h′ = (1 − z)·m + z·h (Cho et al. 2014, with the reset gate after the product).</summary>
internal readonly unsafe struct GruCell<T> : IRecurrentCell<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    public static int Gates => 3;

    public static bool SumsProducts => false;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Forward(int n, T* gates, T* product, T* before, T* after, T* innerBefore, T* innerAfter)
    {
        for (int u = 0, left = n; left > 0; u += Vector<T>.Count, left -= Vector<T>.Count)
        {
            var r = Sigmoid(Load(gates + u, left) + Load(product + u, left));
            var z = Sigmoid(Load(gates + n + u, left) + Load(product + n + u, left));
            var reset = Load(product + 2 * n + u, left);
            var m = Tanh(Load(gates + 2 * n + u, left) + r * reset);
            Store(r, gates + u, left);
            Store(z, gates + n + u, left);
            Store(m, gates + 2 * n + u, left);
            Store(reset, innerAfter + u, left);
            Store(m + z * (Load(before + u, left) - m), after + u, left);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Backward(
        int n, T* gates, T* before, T* after, T* innerBefore, T* innerAfter, T* d, T* dInner, T* dGates, T* dProduct)
    {
        var one = Vector<T>.One;
        for (int u = 0, left = n; left > 0; u += Vector<T>.Count, left -= Vector<T>.Count)
        {
            Vector<T> r = Load(gates + u, left), z = Load(gates + n + u, left), m = Load(gates + 2 * n + u, left);
            var dh = Load(d + u, left);
            var dm = dh * (one - z) * (one - m * m);
            var dr = dm * Load(innerAfter + u, left) * r * (one - r);
            var dz = dh * (Load(before + u, left) - m) * z * (one - z);
            Store(dr, dGates + u, left);
            Store(dz, dGates + n + u, left);
            Store(dm, dGates + 2 * n + u, left);
            Store(dr, dProduct + u, left);
            Store(dz, dProduct + n + u, left);
            Store(dm * r, dProduct + 2 * n + u, left);
            Store(dh * z, d + u, left);
        }
    }
}

/// <summary>h′ = tanh(W·x + U·h) (Elman 1990).</summary>
internal readonly unsafe struct TanhCell<T> : IRecurrentCell<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    public static int Gates => 1;

    public static bool SumsProducts => true;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Forward(int n, T* gates, T* product, T* before, T* after, T* innerBefore, T* innerAfter)
    {
        for (int u = 0, left = n; left > 0; u += Vector<T>.Count, left -= Vector<T>.Count) Store(Tanh(Load(gates + u, left)), after + u, left);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Backward(
        int n, T* gates, T* before, T* after, T* innerBefore, T* innerAfter, T* d, T* dInner, T* dGates, T* dProduct)
    {
        for (int u = 0, left = n; left > 0; u += Vector<T>.Count, left -= Vector<T>.Count)
        {
            var h = Load(after + u, left);
            Store(Load(d + u, left) * (Vector<T>.One - h * h), dGates + u, left);
            Store(Vector<T>.Zero, d + u, left);
        }
    }
}

/// <summary>h′ = max(W·x + U·h, 0).</summary>
internal readonly unsafe struct ReluCell<T> : IRecurrentCell<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    public static int Gates => 1;

    public static bool SumsProducts => true;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Forward(int n, T* gates, T* product, T* before, T* after, T* innerBefore, T* innerAfter)
    {
        for (int u = 0, left = n; left > 0; u += Vector<T>.Count, left -= Vector<T>.Count)
            Store(Vector.Max(Load(gates + u, left), Vector<T>.Zero), after + u, left);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Backward(
        int n, T* gates, T* before, T* after, T* innerBefore, T* innerAfter, T* d, T* dInner, T* dGates, T* dProduct)
    {
        for (int u = 0, left = n; left > 0; u += Vector<T>.Count, left -= Vector<T>.Count)
        {
            var rises = Vector.GreaterThan(Load(after + u, left), Vector<T>.Zero);
            Store(Vector.ConditionalSelect(rises, Load(d + u, left), Vector<T>.Zero), dGates + u, left);
            Store(Vector<T>.Zero, d + u, left);
        }
    }
}
