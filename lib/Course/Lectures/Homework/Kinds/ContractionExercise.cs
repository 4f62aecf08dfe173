using Course.Autoencoders;
using TorchSharp;
using static TorchSharp.torch;

namespace Course.Lectures;

/// <summary>The contractive penalty ‖∂z/∂x‖² of a layer z = s(Wx + b), by formula; the right value comes from differentiating the layer.</summary>
internal sealed class ContractionExercise : Exercise
{
    private readonly Trial<Layer> _trial;

    public ContractionExercise(string id, string title, int points, LayerActivation activation, Variation variation) : base(id, title, points)
    {
        // All of them sum over the units: something of what the unit sees, times something of its weights.
        double Sum(Layer layer, Func<double, double> ofUnit, Func<double[], double> ofWeights) =>
            layer.Rows.Select((row, j) => ofUnit(layer.PreActivation(j)) * ofWeights(row)).Sum();
        double Slope(double a) => activation.Slope(activation.Of(a));
        double Penalty(Layer layer) => Sum(layer, a => Square(Slope(a)), Squares);
        double middle = Slope(0);
        var other = activation == LayerActivation.Sigmoid ? LayerActivation.Tanh : LayerActivation.Sigmoid;

        _trial = new()
        {
            Inputs = variation.Many(8, Draw),
            Right = layer => [ByDifferentiation(layer, activation)],
            Describe = layer => layer.ToString(),
            Limits =
            [
                new(new([[0, 0], [0, 0]], [0.5, -1], [1, 2]), "Without weights no input moves the code: the penalty is 0."),
                new(new([[2]], [0], [0]), $"At 0 {activation.Name} has the slope {NumberText.Of(middle)}, which makes {NumberText.Of(4 * middle * middle)} here."),
                new(new([[1, 2]], [800], [0, 0]), "So far out a unit does not move any more: the penalty is 0."),
                new(new([[1, 2]], [-800], [0, 0]), "So far out a unit does not move any more: the penalty is 0."),
            ],
            Mistakes =
            [
                new("slope not squared", layer => Sum(layer, Slope, Squares),
                    "The slope must be squared, too: an entry of the Jacobian is slope × weight, and its square is summed."),
                new("sum squared", layer => Sum(layer, a => Square(Slope(a)), row => Square(row.Sum())),
                    "You squared the sum of a unit's weights; it is the squares that are summed."),
                new("weights not squared", layer => Sum(layer, a => Square(Slope(a)), row => row.Sum()), "The weights must be squared, too."),
                new("nothing squared", layer => Sum(layer, Slope, row => row.Sum()),
                    "You summed the entries of the Jacobian; the penalty sums their squares."),
                new("slope forgotten", layer => Sum(layer, _ => 1, Squares),
                    $"This is the sum of all squared weights, right for a layer without {activation.Name}: the slope of each unit is missing."),
                new("output for slope", layer => Sum(layer, a => Square(activation.Of(a)), Squares), "You put the output z where its slope belongs."),
                new("pre-activation for output", layer => Sum(layer, a => Square(activation.Slope(a)), Squares),
                    $"The slope in terms of z needs z = {activation.Name}(Wx + b); you put Wx + b itself."),
                new("activation twice", layer => Sum(layer, a => Square(Slope(activation.Of(a))), Squares), $"You applied {activation.Name} twice."),
                new("slope of the other activation", layer => Sum(layer, a => Square(other.Slope(activation.Of(a))), Squares),
                    $"This is the slope of {other.Name}; differentiate {activation.Name}."),
                new("the other activation", layer => Sum(layer, a => Square(other.Slope(other.Of(a))), Squares),
                    $"This is right for {other.Name}; here the layer ends in {activation.Name}."),
                new("bias forgotten", layer => Penalty(layer with { Biases = [.. layer.Biases.Select(_ => 0.0)] }),
                    "The bias is missing: it does not stand in the formula, but it moves z, and the slope with it."),
                new("root", layer => Math.Sqrt(Penalty(layer)), "You took a root: the *squared* norm is asked for."),
                new("mean over units", layer => Penalty(layer) / layer.Biases.Length, "You averaged over the units; all entries of the Jacobian are summed."),
                new("mean over entries", layer => Penalty(layer) / layer.Biases.Length / layer.X.Length,
                    "You averaged over the entries of the Jacobian; their squares are summed."),
            ],
            Properties = [answer => answer(new([[1, -2]], [0.3], [0.2, 0.1]))[0] < 0 ? "A sum of squares is never negative." : null],
            Independent = layer => new(ByDifferentiation(layer, activation), "differentiation"),
        };
    }

    public Ruling Judge(Func<double[,], double[], double[], double> penalty) =>
        _trial.Judge(layer => [penalty(layer.Matrix(), [.. layer.Biases], [.. layer.X])]);

    private static double ByDifferentiation(Layer layer, LayerActivation activation)
    {
        using var scope = NewDisposeScope();
        using var gradients = enable_grad();
        var (weights, biases) = (tensor(layer.Matrix()), tensor(layer.Biases));
        return JacobianPenalty.ByAutograd(x => activation.OfTensor(x.matmul(weights.t()) + biases), tensor(layer.X).unsqueeze(0)).ToDouble();
    }

    private static Layer Draw(Variation variation)
    {
        var (inputs, units) = (variation.Whole(2, 3), variation.Whole(2, 3));
        return new(variation.Many(units, v => v.Decimals(inputs, -1.5, 1.5, 1)), variation.Decimals(units, 0.2, 1.5, 1), variation.Decimals(inputs, -1, 1, 1));
    }

    private static double Square(double value) => value * value;

    private static double Squares(double[] row) => row.Sum(Square);

    /// <param name="Rows">W, one for each unit.</param>
    /// <param name="Biases">b.</param>
    /// <param name="X">The input.</param>
    internal sealed record Layer(double[][] Rows, double[] Biases, double[] X)
    {
        public double PreActivation(int unit) => Rows[unit].Zip(X).Sum(pair => pair.First * pair.Second) + Biases[unit];

        /// <summary>W [K, D]; a new one at each call.</summary>
        public double[,] Matrix()
        {
            var matrix = new double[Rows.Length, X.Length];
            for (int j = 0; j < Rows.Length; j++)
                for (int i = 0; i < X.Length; i++) matrix[j, i] = Rows[j][i];
            return matrix;
        }

        public override string ToString() => $"W = ({string.Join(", ", Rows.Select(NumberText.Of))}), b = {NumberText.Of(Biases)}, x = {NumberText.Of(X)}";
    }
}

public static partial class Check
{
    /// <summary>The contractive penalty of one layer.</summary>
    /// <param name="id">Of the exercise, which says what follows Wx + b.</param>
    /// <param name="penalty">(W [K, D], b [K], x [D]) ↦ ‖∂z/∂x‖².</param>
    public static void Contraction(string id, Func<double[,], double[], double[], double> penalty) =>
        Homework.Report<ContractionExercise>(id, exercise => exercise.Judge(penalty));
}
