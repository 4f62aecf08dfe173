using Course.Data;
using Course.Formats;
using Course.Metrics;
using Course.Tests.Training;
using Course.Training;
using Course.Variational;
using TorchSharp;
using static TorchSharp.torch;

namespace Course.Tests.Variational;

/// <summary>What every variational model can do; a class for each model says how it is made.</summary>
public abstract class VariationalModelContract : IDisposable
{
    private static readonly Lazy<Tensor> Digits = new(() => GlyphDigits.Draw(512).Images.ToTensor());

    private readonly string _folder = Directory.CreateTempSubdirectory("course-variational-").FullName;

    /// <summary>A new model, small enough to learn in a second; its weights come from the engine's generator.</summary>
    protected abstract LatentVariableModel Make();

    /// <summary>How it is trained; its own loss unless an objective is under test.</summary>
    protected virtual LossTerms Loss(LatentVariableModel model, Tensor x) => model.Loss(x);

    /// <summary>512 items as the model takes them: glyph digits.</summary>
    protected virtual Tensor Items(LatentVariableModel model) => Digits.Value.view([-1, .. model.ItemShape]);

    /// <summary>Passes over 512 items in which the bound becomes clearly better.</summary>
    protected virtual int Epochs => 15;

    /// <summary>Largest share of −ELBO that may be left afterwards.</summary>
    protected virtual double Left => 0.5;

    public void Dispose()
    {
        GC.SuppressFinalize(this);
        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public void It_learns()
    {
        using var model = Fresh();
        var items = Items(model);
        double before = Elbo.Evaluate(model, items).NegativeElbo;
        Train(model, items, Epochs);
        double after = Elbo.Evaluate(model, items).NegativeElbo;
        Assert.True(after < Left * before, $"−ELBO {before:F1} fell to {after:F1}");
    }

    [Fact]
    public void The_bound_is_the_mean_of_the_log_weights_and_more_draws_raise_it()
    {
        using var model = Fresh();
        var items = Items(model);
        Train(model, items, epochs: 2);
        items = items[..32];
        var elbo = Enumerable.Range(0, 20).Select(seed => -Elbo.Evaluate(model, items, seed: seed).NegativeElbo).ToArray();
        var one = Enumerable.Range(100, 20).Select(seed => -ImportanceSampling.NegativeLogLikelihood(model, items, 1, seed).Value).ToArray();
        double many = -ImportanceSampling.NegativeLogLikelihood(model, items, 50).Value;
        double error = Math.Sqrt((Variance(elbo) + Variance(one)) / 20);
        Assert.InRange(elbo.Average() - one.Average(), -4 * error - 1e-3, 4 * error + 1e-3);
        Assert.True(many > elbo.Average(), $"50 draws give {many:F2}, one {elbo.Average():F2}");
    }

    [Fact]
    public void It_comes_back_from_a_file()
    {
        using var model = Fresh();
        var items = Items(model)[..64];
        Train(model, items, epochs: 2);
        var file = Path.Combine(_folder, "model.safetensors");
        Safetensors.Save(file, model.state_dict());
        using var other = Fresh(seed: 9);
        other.load_state_dict(Safetensors.Load(file).Tensors);
        Assert.Equal(Elbo.Evaluate(model, items), Elbo.Evaluate(other, items));
    }

    [Fact]
    public void A_training_that_was_killed_ends_with_the_same_numbers()
    {
        float[] Run(params TrainingCallback[] callbacks)
        {
            using var model = Fresh();
            Train(model, Items(model)[..64], epochs: 3, callbacks);
            return [.. model.parameters().SelectMany(p => p.data<float>().ToArray())];
        }

        var whole = Run();
        var file = Path.Combine(_folder, "run.safetensors");
        Assert.Throws<OperationCanceledException>(() => Run(new Checkpoint(file, "test", 2, null, TextWriter.Null), new PowerCut(5)));
        Assert.Equal(whole, Run(new Checkpoint(file, "test", 2, null, TextWriter.Null)));
    }

    [Fact]
    public void Every_parameter_has_one_name()
    {
        using var model = Fresh();
        Assert.Equal(model.parameters().Count(), model.state_dict().Count - model.named_buffers().Count());
    }

    [Fact]
    public void It_invents_items_and_gives_them_back_in_their_shape()
    {
        using var model = Fresh();
        var items = Items(model)[..3];
        Assert.Equal(items.shape, model.Sample(3).shape);
        Assert.Equal(items.shape, model.call(items).shape);
        Assert.Equal([3], model.LogWeight(items).shape);
    }

    [Fact]
    public void Items_of_another_shape_are_refused_in_one_sentence()
    {
        using var model = Fresh();
        string sentence = $"takes items [N, {string.Join(", ", model.ItemShape)}], but these are [2, 3, 17].";
        Assert.Contains(sentence, Assert.Throws<ArgumentException>(() => model.Bound(zeros(2, 3, 17))).Message);
        Assert.Contains(sentence, Assert.Throws<ArgumentException>(() => model.LogWeight(zeros(2, 3, 17))).Message);
    }

    /// <summary>The model from a seed.</summary>
    protected LatentVariableModel Fresh(long seed = 0)
    {
        manual_seed(seed);
        return Make();
    }

    private void Train(LatentVariableModel model, Tensor items, int epochs, params TrainingCallback[] callbacks)
    {
        using var optimizer = optim.Adam(model.parameters(), lr: 2e-3);
        new Trainer(model, optimizer, callbacks).Fit(new Batches(items, 32, seed: 1), epochs, x => Loss(model, x));
    }

    private static double Variance(double[] values) => values.Sum(value => Math.Pow(value - values.Average(), 2)) / (values.Length - 1);
}

public sealed class PerceptronVaeTests : VariationalModelContract
{
    protected override LatentVariableModel Make() => new VariationalAutoencoder(784, [64], 8);
}

public sealed class ConvolutionalVaeTests : VariationalModelContract
{
    protected override LatentVariableModel Make() => VariationalAutoencoder.Convolutional(latents: 8, width: 8);
}

public sealed class BetaVaeTests : VariationalModelContract
{
    protected override LatentVariableModel Make() => new VariationalAutoencoder(784, [64], 8);

    protected override LossTerms Loss(LatentVariableModel model, Tensor x) => new BetaVae(2).Loss(model, x);
}
