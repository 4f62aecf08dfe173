namespace TorchSharp.Layers;

/// <summary>The cells of recurrent layers.</summary>
internal enum RecurrentMode
{
    Lstm,
    Gru,
    Tanh,
    Relu,
}
