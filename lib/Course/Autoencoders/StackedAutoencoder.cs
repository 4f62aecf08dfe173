using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Course.Autoencoders;

/// <summary>
/// Layers that are first trained one after the other, each as an autoencoder of what the one below it gives, and then together
/// (Bengio, Lamblin, Popovici, Larochelle, <i>Greedy layer-wise training of deep networks</i>, 2007).
/// </summary>
public sealed class StackedAutoencoder : Autoencoder
{
    private readonly Level[] _levels;

    /// <param name="sizes">Units of each layer, two or more: the numbers of an item first, those of a code last.</param>
    /// <exception cref="ArgumentException">Fewer than two sizes.</exception>
    public StackedAutoencoder(params int[] sizes)
        : base(
            nameof(StackedAutoencoder),
            sizes.Length > 1 ? [sizes[0]] : throw new ArgumentException($"A stack needs two sizes or more, but there are {sizes.Length}."), sizes[^1])
    {
        _levels = [.. sizes.Zip(sizes.Skip(1), (from, to) => (from, to)).Select((pair, i) => new Level(pair.from, pair.to, isTop: i == sizes.Length - 2))];
        for (int i = 0; i < _levels.Length; i++) register_module($"level{i + 1}", _levels[i]);
    }

    /// <summary>The autoencoders of single layers, the lowest first; they share their weights with the whole.</summary>
    public IReadOnlyList<Autoencoder> Levels => _levels;

    /// <inheritdoc/>
    protected override Tensor ToCode(Tensor x) => _levels.Aggregate(x, (below, level) => level.Encode(below));

    /// <inheritdoc/>
    protected override Tensor FromCode(Tensor z) => _levels.Reverse().Aggregate(z, (above, level) => level.Decode(above));

    /// <summary>One layer up and one down. Sigmoids keep what a level gives between 0 and 1, as what it gets; the code itself is free.</summary>
    private sealed class Level : Autoencoder
    {
        private readonly Linear _up, _down;
        private readonly bool _isTop;

        public Level(int inputs, int units, bool isTop) : base(nameof(Level), [inputs], units)
        {
            (_up, _down, _isTop) = (nn.Linear(inputs, units), nn.Linear(units, inputs), isTop);
            register_module("up", _up);
            register_module("down", _down);
        }

        protected override Tensor ToCode(Tensor x) => _isTop ? _up.call(x) : _up.call(x).sigmoid();

        protected override Tensor FromCode(Tensor z) => _down.call(z).sigmoid();
    }
}
