using TorchSharp;
using static TorchSharp.torch;

namespace Course.Variational;

/// <summary>Measures a model: in evaluation mode, without gradients, with draws of its own.</summary>
internal static class Evaluation
{
    /// <summary>Runs a measurement; afterwards the model is in the mode and the random numbers are at the place they were before.</summary>
    public static T Run<T>(nn.Module model, long seed, Func<T> measure)
    {
        using var quiet = no_grad();
        using var stream = get_rng_state();
        bool wasTraining = model.training;
        model.eval();
        manual_seed(seed);
        try
        {
            return measure();
        }
        finally
        {
            set_rng_state(stream);
            model.train(wasTraining);
        }
    }
}
