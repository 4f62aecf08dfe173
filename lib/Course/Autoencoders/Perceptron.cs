using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Course.Autoencoders;

/// <summary>Fully connected layers with ReLU between them.</summary>
internal static class Perceptron
{
    /// <param name="sizes">Units of each layer, two or more, the inputs first.</param>
    /// <param name="last">Follows the last layer.</param>
    public static Sequential Of(IEnumerable<int> sizes, nn.Module<Tensor, Tensor>? last = null)
    {
        var layers = new List<nn.Module<Tensor, Tensor>>();
        foreach (var (from, to) in sizes.Zip(sizes.Skip(1)))
        {
            if (layers.Count > 0) layers.Add(nn.ReLU());
            layers.Add(nn.Linear(from, to));
        }
        if (last is not null) layers.Add(last);
        return nn.Sequential(layers);
    }
}
