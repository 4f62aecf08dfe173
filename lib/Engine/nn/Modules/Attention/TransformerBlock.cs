using TorchSharp.Modules;

namespace TorchSharp.Layers;

using static torch;

/// <summary>The parts that encoder and decoder layers share: attention and a small network, each added to its input and normalised.</summary>
internal static class TransformerBlock
{
    public static Func<Tensor, Tensor> Activation(nn.Activations activation) => activation == nn.Activations.GELU ? x => x.gelu() : x => x.relu();

    /// <summary>What <paramref name="query"/> finds in <paramref name="memory"/>.</summary>
    public static Tensor Attend(MultiheadAttention attention, Tensor query, Tensor memory, Tensor? mask, Tensor? padding) =>
        attention.call(query, memory, memory, padding, false, mask).Item1;

    /// <summary>A layer of its own with the same initial values. The random stream is left as it was: copying is no drawing.</summary>
    public static nn.Module[] Copies(nn.Module layer, long count, Func<nn.Module> another)
    {
        if (count <= 0) throw Guard.Error($"{layer.GetName()}: needs at least one layer, got num_layers {count}.");
        var copies = new nn.Module[count];
        using var random = get_rng_state();
        for (var i = 0; i < copies.Length; i++)
        {
            copies[i] = another();
            copies[i].load_state_dict(layer.state_dict());
        }
        set_rng_state(random);
        return copies;
    }
}
