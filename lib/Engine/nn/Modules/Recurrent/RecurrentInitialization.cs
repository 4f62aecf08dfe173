using TorchSharp.Modules;

namespace TorchSharp.Layers;

using static torch;

/// <summary>The parameters of a recurrent cell, for layers and single cells alike.</summary>
internal static class RecurrentInitialization
{
    public static int Gates(RecurrentMode mode) => mode switch { RecurrentMode.Lstm => 4, RecurrentMode.Gru => 3, _ => 1 };

    /// <summary>Makes weight_ih, weight_hh, bias_ih and bias_hh, uniform on ±1/√units, and registers them under these names with a suffix.</summary>
    public static void Register(
        nn.Module owner, RecurrentMode mode, long inputs, long units, bool bias, string suffix, Device? device, ScalarType? dtype)
    {
        var (rows, bound) = (Gates(mode) * units, 1 / Math.Sqrt(units));
        Add("weight_ih", rows, inputs);
        Add("weight_hh", rows, units);
        if (!bias) return;
        Add("bias_ih", rows);
        Add("bias_hh", rows);

        void Add(string name, params long[] sizes)
        {
            using var values = nn.init.uniform_(empty(sizes, dtype, device), -bound, bound);
            owner.register_parameter(name + suffix, new Parameter(values));
        }
    }

    /// <summary>Puts another parameter in the place of a registered one.</summary>
    public static void Replace(nn.Module owner, string name, Parameter? parameter) =>
        owner.ReplaceParameters([.. owner.named_parameters(false).Select(own => own.name == name ? (name, parameter!) : own)]);

    public static void RequireType(string name, Tensor x, Tensor weight)
    {
        if (x.dtype != weight.dtype) throw Guard.Error($"{name}: the input is {x.dtype} and the weights are {weight.dtype}; convert one of them with to().");
    }
}
