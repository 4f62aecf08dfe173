using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Course.LinearAlgebra;

/// <summary>
/// Two linear layers, D → K → D, and no nonlinearity between them. Trained on squared error it ends in the subspace of <see cref="Pca"/>, and has no other
/// minimum, but in an arbitrary basis of it (Bourlard and Kamp 1988; Baldi and Hornik 1989).
/// </summary>
public sealed class LinearAutoencoder : nn.Module<Tensor, Tensor>
{
    private readonly Linear _encoder, _decoder;

    /// <param name="inputs">D.</param>
    /// <param name="codes">K.</param>
    public LinearAutoencoder(int inputs, int codes) : base(nameof(LinearAutoencoder))
    {
        _encoder = nn.Linear(inputs, codes);
        _decoder = nn.Linear(codes, inputs);
        register_module("encoder", _encoder);
        register_module("decoder", _decoder);
    }

    /// <summary>The columns that all outputs are sums of, up to an offset: [D, K].</summary>
    public Tensor Basis => _decoder.weight!;

    /// <summary>Linear codes.</summary>
    /// <param name="x">[N, D].</param>
    /// <returns>[N, K].</returns>
    public Tensor Encode(Tensor x) => _encoder.call(x);

    /// <summary>Points of a K-dimensional plane.</summary>
    /// <param name="codes">[N, K].</param>
    /// <returns>[N, D].</returns>
    public Tensor Decode(Tensor codes) => _decoder.call(codes);

    /// <summary>‖x − x̂‖², summed over the D numbers and averaged over the rows.</summary>
    /// <param name="x">[N, D].</param>
    /// <returns>A 0-d tensor.</returns>
    public Tensor SquaredError(Tensor x) => (call(x) - x).square().sum() / x.shape[0];

    /// <summary>Encodes and decodes.</summary>
    public override Tensor forward(Tensor input) => Decode(Encode(input));
}
