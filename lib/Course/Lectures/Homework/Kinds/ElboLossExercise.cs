using static TorchSharp.torch;
using F = TorchSharp.torch.nn.functional;

namespace Course.Lectures;

/// <summary>The loss of a VAE, with tensors: which of the two terms is summed over what.</summary>
internal sealed class ElboLossExercise : Exercise
{
    private readonly Trial<Batch> _trial;

    public ElboLossExercise(string id, int points, Variation variation) : base(id, "The loss of a VAE", points)
    {
        static Tensor CrossEntropy(Tensor logits, Tensor x) => F.binary_cross_entropy_with_logits(logits, x, reduction: nn.Reduction.None);
        static Tensor Kl(Tensor mu, Tensor logvar) => 0.5 * (mu.square() + logvar.exp() - logvar - 1);
        _trial = new()
        {
            Inputs = variation.Many(6, Draw),
            Right = batch => batch.Of((l, x, m, v) => (CrossEntropy(l, x).sum() + Kl(m, v).sum()) / x.shape[0]),
            Describe = batch => $"{batch.X.GetLength(0)} images of {batch.X.GetLength(1)} pixels and {batch.Mu.GetLength(1)} latents",
            Mistakes =
            [
                new("mean over pixels", Answer((l, x, m, v) => CrossEntropy(l, x).mean() + Kl(m, v).sum() / x.shape[0]),
                    "The reconstruction is averaged over the pixels, and the KL term is not: so the KL term weighs as many times too much as an image has pixels."),
                new("mean of both", Answer((l, x, m, v) => CrossEntropy(l, x).mean() + Kl(m, v).mean()),
                    "Both terms are averaged over their own dimensions, the one over pixels, the other over latents: their weights are wrong. Sum, and average over images."),
                new("mean over latents", Answer((l, x, m, v) => CrossEntropy(l, x).sum() / x.shape[0] + Kl(m, v).mean()),
                    "The KL term is averaged over the latents, too; it is summed over them."),
                new("sum over the batch", Answer((l, x, m, v) => CrossEntropy(l, x).sum() + Kl(m, v).sum()),
                    "You summed over the images; average over them, so that the loss does not depend on the size of the batch."),
                new("KL subtracted", Answer((l, x, m, v) => (CrossEntropy(l, x).sum() - Kl(m, v).sum()) / x.shape[0]),
                    "The loss is −ELBO: the KL term is added."),
                new("ELBO", Answer((l, x, m, v) => -(CrossEntropy(l, x).sum() + Kl(m, v).sum()) / x.shape[0]),
                    "This is the ELBO itself; training minimises, so turn the sign round."),
                new("likelihood's sign", Answer((l, x, m, v) => (Kl(m, v).sum() - CrossEntropy(l, x).sum()) / x.shape[0]),
                    "The reconstruction has the wrong sign: a better reconstruction must lower the loss."),
                new("half forgotten", Answer((l, x, m, v) => (CrossEntropy(l, x).sum() + 2 * Kl(m, v).sum()) / x.shape[0]), "The ½ of the KL term is missing."),
                new("sigmoid twice", Answer((l, x, m, v) => (CrossEntropy(l.sigmoid(), x).sum() + Kl(m, v).sum()) / x.shape[0]),
                    "You applied the sigmoid twice: the cross-entropy *with logits* takes the logits."),
                new("squared error", Answer((l, x, m, v) => ((l.sigmoid() - x).square().sum() + Kl(m, v).sum()) / x.shape[0]),
                    "This is the squared error; the decoder is a Bernoulli for every pixel."),
                new("reconstruction alone", Answer((l, x, m, v) => CrossEntropy(l, x).sum() / x.shape[0]), "The KL term is missing."),
                new("KL alone", Answer((l, x, m, v) => Kl(m, v).sum() / x.shape[0]), "The reconstruction is missing."),
                new("images and pixels mistaken", Answer((l, x, m, v) => (CrossEntropy(l, x).sum() + Kl(m, v).sum()) / x.shape[1]),
                    "You divided by the number of pixels; divide by the number of images, dimension 0."),
            ],
        };
    }

    public Ruling Judge(Func<Tensor, Tensor, Tensor, Tensor, Tensor> loss)
    {
        bool learns = true;
        var ruling = _trial.Judge(batch => batch.Of((logits, x, mu, logvar) =>
        {
            var value = loss(logits, x, mu, logvar);
            learns &= value is null || value.requires_grad;
            return value;
        }));
        return ruling.Verdict == Verdict.Passed && !learns
            ? Ruling.Wrong("The value is right, but no gradient reaches the model: compute with tensors all the way, without ToDouble, detach and no_grad.")
            : ruling;
    }

    private static Func<Batch, double[]> Answer(Func<Tensor, Tensor, Tensor, Tensor, Tensor> loss) => batch => batch.Of(loss);

    private static Batch Draw(Variation variation)
    {
        // Three different sizes, so that none can be mistaken for another.
        int items = variation.Whole(2, 3), pixels = variation.Whole(6, 7), latents = variation.Whole(4, 5);
        double[,] Matrix(int columns, double low, double high)
        {
            var matrix = new double[items, columns];
            for (int row = 0; row < items; row++)
                for (int column = 0; column < columns; column++) matrix[row, column] = variation.Decimal(low, high);
            return matrix;
        }
        return new(Matrix(pixels, -3, 3), Matrix(pixels, 0, 1), Matrix(latents, -2, 2), Matrix(latents, -2, 1));
    }

    /// <param name="Logits">[N, D].</param>
    /// <param name="X">[N, D] in [0, 1].</param>
    /// <param name="Mu">[N, Z].</param>
    /// <param name="Logvar">[N, Z].</param>
    internal sealed record Batch(double[,] Logits, double[,] X, double[,] Mu, double[,] Logvar)
    {
        /// <summary>The entries of a loss; null for none.</summary>
        public double[] Of(Func<Tensor, Tensor, Tensor, Tensor, Tensor?> loss)
        {
            using var scope = NewDisposeScope();
            using var gradients = enable_grad();
            return loss(tensor(Logits).requires_grad_(), tensor(X), tensor(Mu).requires_grad_(), tensor(Logvar).requires_grad_())
                ?.detach().to(float64).flatten().data<double>().ToArray()!;
        }
    }
}

public static partial class Check
{
    /// <summary>−ELBO with a Bernoulli decoder.</summary>
    /// <param name="id">Of the exercise.</param>
    /// <param name="loss">(logits [N, D], images [N, D], μ [N, Z], log σ² [N, Z]) ↦ −ELBO in nats per image, 0-d.</param>
    public static void ElboLoss(string id, Func<Tensor, Tensor, Tensor, Tensor, Tensor> loss) =>
        Homework.Report<ElboLossExercise>(id, exercise => exercise.Judge(loss));
}
