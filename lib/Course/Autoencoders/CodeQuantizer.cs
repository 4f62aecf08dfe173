using static TorchSharp.torch;

namespace Course.Autoencoders;

/// <summary>
/// Codes as whole numbers of b bits, so that they can be stored and sent: each of the K numbers is rounded to the nearest of 2ᵇ values, evenly spaced over
/// the range that it has in a training set. A code then takes K · b bits, as no entropy coder follows.
/// </summary>
public sealed class CodeQuantizer
{
    private readonly Tensor _low, _step;

    private CodeQuantizer(Tensor low, Tensor step, int bits) => (_low, _step, Bits) = (low, step, bits);

    /// <summary>Bits of one number (b).</summary>
    public int Bits { get; }

    /// <summary>Bits of a whole code, K · b.</summary>
    public long BitsPerCode => Bits * _low.shape[0];

    /// <summary>Finds the range of each number.</summary>
    /// <param name="codes">Of a training set, [N, K].</param>
    /// <param name="bits">b, 1 to 16.</param>
    /// <exception cref="ArgumentException">No code at all, or not [N, K].</exception>
    /// <exception cref="ArgumentOutOfRangeException">Another number of bits.</exception>
    public static CodeQuantizer Fit(Tensor codes, int bits)
    {
        if (codes.shape is not [> 0, > 0])
            throw new ArgumentException($"A quantizer is fitted to codes [N, K] with at least one code, but these are [{string.Join(", ", codes.shape)}].");
        if (bits is < 1 or > 16) throw new ArgumentOutOfRangeException(nameof(bits), $"{bits} bits a number were asked for; use 1 to 16.");
        using var quiet = no_grad();
        using var scope = NewDisposeScope();
        Tensor low = codes.amin([0L]), high = codes.amax([0L]);
        // A number that never varies has one value; any step but 0 will do.
        var step = ((high - low) / ((1 << bits) - 1)).clamp_min(1e-12);
        return new(low.MoveToOuterDisposeScope(), step.MoveToOuterDisposeScope(), bits);
    }

    /// <summary>What is stored: whole numbers from 0 to 2ᵇ − 1. What lies outside the range becomes its end.</summary>
    /// <param name="codes">[N, K].</param>
    /// <returns>[N, K], int64.</returns>
    /// <exception cref="ArgumentException">Codes of another length.</exception>
    public Tensor Quantize(Tensor codes)
    {
        if (codes.shape is not [_, var length] || length != _low.shape[0])
            throw new ArgumentException($"This quantizer takes codes [N, {_low.shape[0]}], but these are [{string.Join(", ", codes.shape)}].");
        using var quiet = no_grad();
        using var scope = NewDisposeScope();
        return ((codes - _low) / _step).round().clamp(0, (1 << Bits) - 1).to(int64).MoveToOuterDisposeScope();
    }

    /// <summary>What the decoder gets: the values that the whole numbers stand for.</summary>
    /// <param name="levels">[N, K] of <see cref="Quantize"/>.</param>
    /// <returns>[N, K]; within the range no further from the code than half a step.</returns>
    public Tensor Restore(Tensor levels)
    {
        using var quiet = no_grad();
        using var scope = NewDisposeScope();
        return (_low + levels.to(_low.dtype) * _step).MoveToOuterDisposeScope();
    }
}
