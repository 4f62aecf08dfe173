namespace Course.Lectures;

/// <summary>The trainable numbers of a linear layer and of a convolution.</summary>
internal sealed class WeightCountExercise : Exercise
{
    private readonly Trial<(int From, int To)> _linear;
    private readonly Trial<(int From, int To, int Side)> _convolution;

    public WeightCountExercise(string id, int points, Variation variation) : base(id, "Counting weights", points)
    {
        _linear = new()
        {
            Inputs = variation.Many(8, v => (v.Whole(2, 800), v.Whole(2, 300))),
            Right = layer => [layer.From * layer.To + layer.To],
            Describe = layer => $"{layer.From} inputs and {layer.To} outputs",
            Limits = [new((1, 1), "One input and one output: a slope and an intercept.")],
            Mistakes =
            [
                new("biases forgotten", layer => [layer.From * layer.To], "The biases are missing."),
                new("biases of the inputs", layer => [layer.From * layer.To + layer.From], "The biases belong to the outputs, one each."),
                new("one bias", layer => [layer.From * layer.To + 1], "Each output has a bias of its own; you counted one for all."),
                new("both biases", layer => [(layer.From + 1) * (layer.To + 1)], "Only the outputs have biases: (inputs + 1)(outputs + 1) counts too many."),
                new("sum for product", layer => [layer.From + layer.To], "Each output is joined to each input: the two are multiplied."),
            ],
        };
        _convolution = new()
        {
            Inputs = variation.Many(8, v => (v.Whole(2, 64), v.Whole(2, 64), v.Whole(2, 7))),
            Right = layer => [layer.To * (layer.From * layer.Side * layer.Side + 1)],
            Describe = layer => $"{layer.From} channels in, {layer.To} out, kernel {layer.Side} × {layer.Side}",
            Limits = [new((5, 3, 1), "A 1 × 1 convolution is a linear layer that is applied to every pixel: it has as many weights.")],
            Mistakes =
            [
                new("biases forgotten", layer => [layer.To * layer.From * layer.Side * layer.Side], "The biases are missing."),
                new("side not squared", layer => [layer.To * (layer.From * layer.Side + 1)], "A kernel has side × side numbers; you took the side once."),
                new("channels in forgotten", layer => [layer.To * (layer.Side * layer.Side + 1)],
                    "A kernel looks at all channels that come in, and has numbers for each."),
                new("channels out forgotten", layer => [layer.From * layer.Side * layer.Side + 1], "Each channel that goes out has kernels of its own."),
                new("bias for each kernel", layer => [layer.To * layer.From * (layer.Side * layer.Side + 1)],
                    "There is one bias for each channel that goes out, not for each pair of channels."),
                new("biases of the inputs", layer => [layer.To * layer.From * layer.Side * layer.Side + layer.From],
                    "The biases belong to the channels that go out."),
                new("one bias", layer => [layer.To * layer.From * layer.Side * layer.Side + 1], "Each channel that goes out has a bias of its own."),
            ],
        };
    }

    public Ruling Judge(Func<int, int, int> linear, Func<int, int, int, int> convolution) => Ruling.OfParts(
        ("linear layer", _linear.Judge(layer => [linear(layer.From, layer.To)])),
        ("convolution", _convolution.Judge(layer => [convolution(layer.From, layer.To, layer.Side)])));
}

public static partial class Check
{
    /// <summary>Weights and biases of layers.</summary>
    /// <param name="id">Of the exercise.</param>
    /// <param name="linear">(inputs, outputs) ↦ trainable numbers of a linear layer.</param>
    /// <param name="convolution">(channels in, channels out, side of the square kernel) ↦ those of a convolution.</param>
    public static void WeightCount(string id, Func<int, int, int> linear, Func<int, int, int, int> convolution) =>
        Homework.Report<WeightCountExercise>(id, exercise => exercise.Judge(linear, convolution));
}
