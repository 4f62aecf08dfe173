using Course.Training;
using TorchSharp;
using static TorchSharp.torch;

namespace Course.Autoencoders;

/// <summary>
/// What all autoencoders of the course are: an encoder from an item to a code of K numbers, a decoder back, and a loss. The plain loss is the squared
/// error, <b>summed</b> over the numbers of an item and averaged over the batch; a relative adds its penalty or spoils its input.
/// </summary>
public abstract class Autoencoder : nn.Module<Tensor, Tensor>
{
    private readonly long[] _item;

    /// <param name="name">Of the model.</param>
    /// <param name="item">Shape of one item: [784], or [C, H, W].</param>
    /// <param name="latents">Numbers of a code (K).</param>
    /// <exception cref="ArgumentOutOfRangeException">K below 1.</exception>
    protected Autoencoder(string name, long[] item, int latents) : base(name)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(latents, 1);
        (_item, Latents) = (item, latents);
    }

    /// <summary>Numbers of a code (K).</summary>
    public int Latents { get; }

    /// <summary>Shape of one item: [784], or [C, H, W].</summary>
    public IReadOnlyList<long> ItemShape => _item;

    /// <summary>The codes of items.</summary>
    /// <param name="x">Items [N, …], values in [0, 1].</param>
    /// <returns>[N, K].</returns>
    /// <exception cref="ArgumentException">Items of another shape.</exception>
    public Tensor Encode(Tensor x)
    {
        if (!x.shape.AsSpan(1).SequenceEqual(_item))
            throw new ArgumentException($"{GetName()} takes items [N, {string.Join(", ", _item)}], but these are [{string.Join(", ", x.shape)}].");
        return ToCode(x);
    }

    /// <summary>What the codes stand for.</summary>
    /// <param name="z">Codes [N, K].</param>
    /// <returns>[N, …], of the shape of the items.</returns>
    /// <exception cref="ArgumentException">Codes of another length.</exception>
    public Tensor Decode(Tensor z)
    {
        if (z.shape is not [_, var length] || length != Latents)
            throw new ArgumentException($"{GetName()} takes codes [N, {Latents}], but these are [{string.Join(", ", z.shape)}].");
        return FromCode(z);
    }

    /// <summary>Encodes and decodes.</summary>
    public override Tensor forward(Tensor input) => Decode(Encode(input));

    /// <summary>What training minimises; the plain autoencoder's is the squared error of <see cref="SquaredError"/>.</summary>
    /// <param name="x">A batch [N, …].</param>
    public virtual LossTerms Loss(Tensor x) => new(SquaredError(call(x), x));

    /// <summary>‖x̂ − x‖², summed over the numbers of an item, averaged over the items.</summary>
    /// <param name="reconstruction">[N, …].</param>
    /// <param name="x">[N, …].</param>
    /// <returns>A 0-d tensor ≥ 0.</returns>
    public static Tensor SquaredError(Tensor reconstruction, Tensor x) => (reconstruction - x).square().sum() / x.shape[0];

    /// <summary>The mean squared error over a data set, summed over the numbers of an item, in evaluation mode and without gradients.</summary>
    /// <param name="items">[N, …].</param>
    /// <param name="batchSize">Items computed at once.</param>
    public double ReconstructionError(Tensor items, int batchSize = 1000)
    {
        bool wasTraining = training;
        using var quiet = no_grad();
        eval();
        double sum = 0;
        for (long start = 0; start < items.shape[0]; start += batchSize)
        {
            using var scope = NewDisposeScope();
            var x = items.narrow(0, start, Math.Min(batchSize, items.shape[0] - start));
            sum += (call(x) - x).square().sum().ToDouble();
        }
        train(wasTraining);
        return sum / items.shape[0];
    }

    /// <summary>The encoder itself; the shape has been checked.</summary>
    protected abstract Tensor ToCode(Tensor x);

    /// <summary>The decoder itself; the shape has been checked.</summary>
    protected abstract Tensor FromCode(Tensor z);
}
