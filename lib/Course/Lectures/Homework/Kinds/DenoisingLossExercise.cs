using static TorchSharp.torch;

namespace Course.Lectures;

/// <summary>The loss of a denoising autoencoder, with tensors: what the network sees, what it is held against, and over what it is summed.</summary>
internal sealed class DenoisingLossExercise : Exercise
{
    private readonly Trial<Batch> _trial;

    public DenoisingLossExercise(string id, int points, Variation variation) : base(id, "The loss that repairs", points) => _trial = new()
    {
        Inputs = variation.Many(6, Draw),
        Right = batch => batch.Of((f, clean, spoiled) => (f(spoiled) - clean).square().sum() / clean.shape[0]),
        Describe = batch => $"{batch.Clean.GetLength(0)} items of {batch.Clean.GetLength(1)} numbers",
        Mistakes =
        [
            new("spoiled target", Answer((f, clean, spoiled) => (f(spoiled) - spoiled).square().sum() / clean.shape[0]),
                "The target is the spoiled item: so the network learns to copy the damage. Hold its answer against the clean one."),
            new("clean input", Answer((f, clean, spoiled) => (f(clean) - clean).square().sum() / clean.shape[0]),
                "The network is shown the clean item: this is the plain autoencoder, with nothing to repair."),
            new("turned round", Answer((f, clean, spoiled) => (f(clean) - spoiled).square().sum() / clean.shape[0]),
                "Input and target are swapped: so the network learns to do the damage."),
            new("mean for sum", Answer((f, clean, spoiled) => (f(spoiled) - clean).square().mean()),
                "You averaged over the numbers of an item, too; they are summed, and only the items are averaged."),
            new("spoiled target, mean for sum", Answer((f, clean, spoiled) => (f(spoiled) - spoiled).square().mean()),
                "The target is the spoiled item, and you averaged over its numbers, too: hold the answer against the clean one, and sum over its numbers."),
            new("sum over the batch", Answer((f, clean, spoiled) => (f(spoiled) - clean).square().sum()),
                "You summed over the items; they are averaged, so that the loss does not depend on the size of the batch."),
            new("mean over the wrong dimension", Answer((f, clean, spoiled) => (f(spoiled) - clean).square().sum() / clean.shape[1]),
                "You divided by the numbers of an item; divide by the items of the batch, dimension 0."),
            new("absolute errors", Answer((f, clean, spoiled) => (f(spoiled) - clean).abs().sum() / clean.shape[0]), "The errors must be squared."),
            new("norm", Answer((f, clean, spoiled) => (f(spoiled) - clean).square().sum(1L).sqrt().mean()), "You took a root; the squared error is asked for."),
            new("half", Answer((f, clean, spoiled) => (f(spoiled) - clean).square().sum() / (2 * clean.shape[0])), "There is a ½ too many."),
            new("network forgotten", Answer((f, clean, spoiled) => (spoiled - clean).square().sum() / clean.shape[0]),
                "The network has no part in this: it is the damage itself."),
        ],
        Properties = [answer => answer(Draw(new Variation(0, "denoising loss")))[0] < 0 ? "A squared error is never negative." : null],
    };

    public Ruling Judge(Func<Func<Tensor, Tensor>, Tensor, Tensor, Tensor> loss)
    {
        bool learns = true;
        var ruling = _trial.Judge(batch => batch.Of((f, clean, spoiled) =>
        {
            var value = loss(f, clean, spoiled);
            learns &= value is null || value.requires_grad;
            return value;
        }));
        return ruling.Verdict == Verdict.Passed && !learns
            ? Ruling.Wrong("The value is right, but no gradient reaches the network: compute with tensors all the way, without ToDouble, detach and no_grad.")
            : ruling;
    }

    private static Func<Batch, double[]> Answer(Func<Func<Tensor, Tensor>, Tensor, Tensor, Tensor> loss) => batch => batch.Of(loss);

    private static Batch Draw(Variation variation)
    {
        // More numbers than items, so that the two cannot be mistaken for each other.
        int items = variation.Whole(2, 3), numbers = variation.Whole(4, 5);
        double[,] Matrix(int rows, double low, double high)
        {
            var matrix = new double[rows, numbers];
            for (int row = 0; row < rows; row++)
                for (int column = 0; column < numbers; column++) matrix[row, column] = variation.Decimal(low, high);
            return matrix;
        }
        return new(Matrix(numbers, -1, 1), Matrix(items, 0.1, 1), Matrix(items, 0, 1));
    }

    /// <param name="Weights">Of the network tanh(xW).</param>
    /// <param name="Clean">[N, D].</param>
    /// <param name="Spoiled">[N, D].</param>
    internal sealed record Batch(double[,] Weights, double[,] Clean, double[,] Spoiled)
    {
        /// <summary>The entries of a loss; null for none.</summary>
        public double[] Of(Func<Func<Tensor, Tensor>, Tensor, Tensor, Tensor?> loss)
        {
            using var scope = NewDisposeScope();
            using var gradients = enable_grad();
            var weights = tensor(Weights).requires_grad_();
            return loss(x => x.matmul(weights).tanh(), tensor(Clean), tensor(Spoiled))?.detach().to(float64).flatten().data<double>().ToArray()!;
        }
    }
}

public static partial class Check
{
    /// <summary>The loss of a denoising autoencoder.</summary>
    /// <param name="id">Of the exercise.</param>
    /// <param name="loss">(network, clean items [N, D], spoiled items [N, D]) ↦ squared error, summed over an item and averaged over the batch, 0-d.</param>
    public static void DenoisingLoss(string id, Func<Func<Tensor, Tensor>, Tensor, Tensor, Tensor> loss) =>
        Homework.Report<DenoisingLossExercise>(id, exercise => exercise.Judge(loss));
}
