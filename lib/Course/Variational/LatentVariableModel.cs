using Course.Training;
using TorchSharp;
using static TorchSharp.torch;

namespace Course.Variational;

/// <summary>
/// What all variational models of the course are: a story x ~ p(x|z), z ~ p(z), whose z may have several levels, and a guess q(z|x) at what was behind an
/// item. Training maximises the bound of <see cref="Bound"/>; <see cref="LogWeight"/> measures how good the model is beyond the bound.
/// </summary>
public abstract class LatentVariableModel : nn.Module<Tensor, Tensor>
{
    private readonly long[] _item;

    /// <param name="name">Of the model.</param>
    /// <param name="item">Shape of one item: [784], or [C, H, W].</param>
    protected LatentVariableModel(string name, long[] item) : base(name) => _item = item;

    /// <summary>Shape of one item: [784], or [C, H, W].</summary>
    public IReadOnlyList<long> ItemShape => _item;

    /// <summary>Both sides of the evidence lower bound, z drawn once for each item.</summary>
    /// <param name="x">Items [N, …].</param>
    /// <exception cref="ArgumentException">Items of another shape.</exception>
    public Elbo Bound(Tensor x)
    {
        RequireItems(x);
        return ToBound(x);
    }

    /// <summary>
    /// log w = log p(x, z) − log q(z|x) for one draw z ~ q(z|x): its mean is the ELBO, and the mean of w is p(x) exactly
    /// (Burda, Grosse and Salakhutdinov 2016, equation 8).
    /// </summary>
    /// <param name="x">Items [N, …]; repeat an item to weigh several draws.</param>
    /// <returns>[N], in nats.</returns>
    /// <exception cref="ArgumentException">Items of another shape.</exception>
    public Tensor LogWeight(Tensor x)
    {
        RequireItems(x);
        return ToLogWeight(x);
    }

    /// <summary>log w of several draws for each item; a model that can encodes every item only once.</summary>
    /// <param name="x">Items [N, …].</param>
    /// <param name="draws">K, 1 or more.</param>
    /// <returns>[N, K], in nats.</returns>
    /// <exception cref="ArgumentException">Items of another shape.</exception>
    public Tensor LogWeights(Tensor x, int draws)
    {
        RequireItems(x);
        ArgumentOutOfRangeException.ThrowIfLessThan(draws, 1);
        return ToLogWeights(x, draws);
    }

    /// <summary>What training minimises: −ELBO, unless a relative has a term of its own.</summary>
    /// <param name="x">A batch [N, …].</param>
    public virtual LossTerms Loss(Tensor x) => Bound(x).ToLoss();

    /// <summary>Means of p(x|z) for z drawn from the model's own story, without gradients.</summary>
    /// <param name="count">How many (N).</param>
    /// <returns>[N, …], of the shape of the items.</returns>
    public Tensor Sample(int count)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        using var quiet = no_grad();
        using var scope = NewDisposeScope();
        return DrawMeans(count).MoveToOuterDisposeScope();
    }

    /// <summary>The bound itself; the shape has been checked.</summary>
    protected abstract Elbo ToBound(Tensor x);

    /// <summary>The weight itself; the shape has been checked.</summary>
    protected abstract Tensor ToLogWeight(Tensor x);

    /// <summary>The weights of several draws, [N, K]; shape and number have been checked.</summary>
    protected virtual Tensor ToLogWeights(Tensor x, int draws) => ToLogWeight(x.repeat_interleave(draws, 0)).view(-1, draws);

    /// <summary>Draws z from the prior, level by level, and returns the means of p(x|z), [N, …].</summary>
    protected abstract Tensor DrawMeans(int count);

    /// <summary>Refuses what is not a batch of items.</summary>
    protected void RequireItems(Tensor x)
    {
        if (x.ndim == 0 || !x.shape.AsSpan(1).SequenceEqual(_item))
            throw new ArgumentException($"{GetName()} takes items [N, {string.Join(", ", _item)}], but these are [{string.Join(", ", x.shape)}].");
    }
}
