using System.Text.Json;

namespace Course.Interactive;

/// <summary>One step of an <see cref="ExportedNetwork"/> for one example, as network.js computes it.</summary>
internal abstract record ExportedLayer
{
    public void Write(Utf8JsonWriter json, WeightFormat format)
    {
        json.WriteStartObject();
        WriteMembers(json, format);
        json.WriteEndObject();
    }

    protected abstract void WriteMembers(Utf8JsonWriter json, WeightFormat format);
}

/// <summary>y = W x + b.</summary>
/// <param name="Inputs">Numbers in.</param>
/// <param name="Outputs">Numbers out.</param>
/// <param name="Weight">W [outputs, inputs].</param>
/// <param name="Bias">b [outputs].</param>
internal sealed record LinearStep(long Inputs, long Outputs, float[] Weight, float[] Bias) : ExportedLayer
{
    protected override void WriteMembers(Utf8JsonWriter json, WeightFormat format)
    {
        json.WriteString("kind", "linear");
        json.WriteNumber("inputs", Inputs);
        json.WriteNumber("outputs", Outputs);
        json.WriteFloats("weight", Weight, format, rows: Outputs);
        json.WriteFloats("bias", Bias, WeightFormat.Float32);
    }
}

/// <summary>A transposed convolution, without groups and dilation.</summary>
/// <param name="Input">[channels, height, width].</param>
/// <param name="Output">[channels, height, width].</param>
/// <param name="Kernel">[height, width].</param>
/// <param name="Stride">[down, right].</param>
/// <param name="Padding">[above and below, left and right].</param>
/// <param name="Weight">[in, out, height, width].</param>
/// <param name="Bias">[out].</param>
internal sealed record ConvTransposeStep(
    long[] Input, long[] Output, long[] Kernel, long[] Stride, long[] Padding, float[] Weight, float[] Bias) : ExportedLayer
{
    protected override void WriteMembers(Utf8JsonWriter json, WeightFormat format)
    {
        json.WriteString("kind", "conv_transpose");
        WriteSizes("input", Input);
        WriteSizes("output", Output);
        WriteSizes("kernel", Kernel);
        WriteSizes("stride", Stride);
        WriteSizes("padding", Padding);
        json.WriteFloats("weight", Weight, format, rows: Input[0]);
        json.WriteFloats("bias", Bias, WeightFormat.Float32);

        void WriteSizes(string name, long[] sizes) => json.WriteArray(name, sizes.Select(size => (double)size));
    }
}

/// <summary>A function of each number by itself.</summary>
/// <param name="Kind">Its name in network.js.</param>
/// <param name="Slope">Of the negative side, where the function has one.</param>
internal sealed record ActivationStep(string Kind, double Slope = 0) : ExportedLayer
{
    protected override void WriteMembers(Utf8JsonWriter json, WeightFormat format)
    {
        json.WriteString("kind", Kind);
        if (Slope != 0) json.WriteNumber("slope", Slope);
    }
}
