using TorchSharp;
using static TorchSharp.torch;

namespace Course.Training;

/// <summary>
/// Looks at a model in the middle of its training without leaving a trace: no graph, evaluation mode, intermediate tensors disposed, and the
/// random numbers afterwards as if nobody had looked, so that a watched run comes to the same numbers.
/// </summary>
internal static class Glance
{
    public static T At<T>(nn.Module model, Func<T> look)
    {
        using var scope = NewDisposeScope();
        using var quiet = no_grad();
        var random = get_rng_state();
        bool wasTraining = model.training;
        model.eval();
        try
        {
            return look();
        }
        finally
        {
            model.train(wasTraining);
            set_rng_state(random);
        }
    }
}
