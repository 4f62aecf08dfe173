using Course.Formats;
using TorchSharp;
using static TorchSharp.torch;

namespace Course.Lectures;

/// <summary>
/// Weights that a lecture brings along, so that its quick profile has pictures worth looking at. Matrices are stored as bytes with one scale
/// per row (w ≈ scale · byte, |error| ≤ scale/2), a quarter of their size; vectors as they are. The file is plain safetensors, and its SHA-256 stands beside it
/// in <c>SHA256SUMS</c>, so that a picture can be traced to the very weights that it came from.
/// </summary>
public static class Pretrained
{
    private const string ScaleSuffix = ".scale";

    /// <summary>Stores a model's state.</summary>
    /// <param name="model">What to store.</param>
    /// <param name="folder">Where; created when missing.</param>
    /// <param name="name">Of the model: "07-vae-20".</param>
    /// <param name="dataset">What it was trained on: "MNIST". Part of the file's name.</param>
    public static void Save(nn.Module model, string folder, string name, string dataset)
    {
        using var scope = NewDisposeScope();
        using var quiet = no_grad();
        var tensors = new Dictionary<string, Tensor>();
        foreach (var (key, value) in model.state_dict())
        {
            if (value.ndim < 2)
            {
                tensors[key] = value;
                continue;
            }
            var rows = value.view(value.shape[0], -1);
            var scale = rows.abs().amax([1], true).clamp(min: 1e-30) / 127;
            tensors[key] = (rows / scale + 0.5).floor().to(int8).view(value.shape);
            tensors[key + ScaleSuffix] = scale.squeeze(1);
        }
        var path = PathOf(folder, name, dataset);
        Safetensors.Save(path, tensors, new Dictionary<string, string> { ["model"] = name, ["trained on"] = dataset });
        Digests.Record(path);
    }

    /// <summary>Replaces a model's state by stored weights.</summary>
    /// <exception cref="FileNotFoundException">There are none for this model and data.</exception>
    /// <exception cref="InvalidDataException">The file is damaged, or not the one whose digest is recorded.</exception>
    public static void Load(nn.Module model, string folder, string name, string dataset)
    {
        var path = PathOf(folder, name, dataset);
        if (!File.Exists(path))
            throw new FileNotFoundException($"There are no pretrained weights {path}; run the lecture with the standard profile to train instead.", path);
        Digests.Check(path);
        using var scope = NewDisposeScope();
        var (stored, _) = Safetensors.Load(path);
        var state = new Dictionary<string, Tensor>();
        foreach (var (key, value) in stored)
        {
            if (key.EndsWith(ScaleSuffix, StringComparison.Ordinal)) continue;
            state[key] = stored.TryGetValue(key + ScaleSuffix, out var scale)
                ? (value.to(float32).view(value.shape[0], -1) * scale.unsqueeze(1)).view(value.shape)
                : value;
        }
        model.load_state_dict(state);
    }

    private static string PathOf(string folder, string name, string dataset) =>
        Path.Combine(folder, $"{name}-{dataset.ToLowerInvariant().Replace(' ', '-')}.safetensors");
}
