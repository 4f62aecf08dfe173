namespace TorchSharp.Layers;

using static torch;

/// <summary>The parameters of one direction of a recurrent layer.</summary>
/// <param name="InputWeight">[gates · units, inputs]</param>
/// <param name="HiddenWeight">[gates · units, units]</param>
/// <param name="InputBias">[gates · units], or null.</param>
/// <param name="HiddenBias">[gates · units], or null together with the other.</param>
internal readonly record struct RecurrentParameters(Tensor InputWeight, Tensor HiddenWeight, Tensor? InputBias, Tensor? HiddenBias);
