using Course.Data;
using Course.Lectures;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Course.Training;

/// <summary>
/// The one training loop: batches in, loss, backward, step. Everything else that a run may want (progress, history, checkpoints, a
/// guard against NaN) is a <see cref="TrainingCallback"/>.
/// </summary>
public sealed class Trainer
{
    private readonly TrainingCallback[] _callbacks;

    /// <param name="model">What is trained.</param>
    /// <param name="optimizer">Changes its parameters.</param>
    /// <param name="callbacks">Called in this order.</param>
    public Trainer(nn.Module model, OptimizerHelper optimizer, params TrainingCallback[] callbacks) =>
        (Model, Optimizer, _callbacks) = (model, optimizer, callbacks);

    /// <summary>What is trained.</summary>
    public nn.Module Model { get; }

    /// <summary>Changes the model's parameters.</summary>
    public OptimizerHelper Optimizer { get; }

    /// <summary>Passes over the data in this run.</summary>
    public int Epochs { get; private set; }

    /// <summary>Steps in one pass.</summary>
    public int StepsPerEpoch { get; private set; }

    /// <summary>Steps taken so far, over all epochs and, after a resume, including those of the interrupted run.</summary>
    public long Step { get; private set; }

    /// <summary>Steps of the whole run.</summary>
    public long TotalSteps => (long)Epochs * StepsPerEpoch;

    /// <summary>Current epoch, from 0.</summary>
    public int Epoch => StepsPerEpoch == 0 ? 0 : (int)(Step / StepsPerEpoch);

    /// <summary>Trains for a number of epochs.</summary>
    /// <param name="data">Batches of each epoch.</param>
    /// <param name="epochs">Passes over the data.</param>
    /// <param name="loss">The loss of a batch; its intermediate tensors are disposed after the step.</param>
    public void Fit(Batches data, int epochs, Func<Tensor, LossTerms> loss)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(epochs, 0);
        using var phase = LecturePhase.Train();
        (Epochs, StepsPerEpoch, Step) = (epochs, data.Count, 0);
        Model.train();
        foreach (var callback in _callbacks) callback.OnStart(this);
        while (Step < TotalSteps)
        {
            foreach (var batch in data.Epoch(Epoch, (int)(Step % StepsPerEpoch)))
            {
                var losses = TakeStep(batch, loss);
                Step++;
                foreach (var callback in _callbacks) callback.OnStep(this, losses);
            }
            foreach (var callback in _callbacks) callback.OnEpoch(this);
        }
        foreach (var callback in _callbacks) callback.OnEnd(this);
    }

    /// <summary>Continues after the given number of steps instead of at the beginning; for callbacks, in <see cref="TrainingCallback.OnStart"/>.</summary>
    public void ResumeAt(long step)
    {
        if (step < 0 || step > TotalSteps) throw new ArgumentOutOfRangeException(nameof(step), $"Step {step} is not in this run of {TotalSteps} steps.");
        Step = step;
    }

    private IReadOnlyDictionary<string, double> TakeStep(Tensor batch, Func<Tensor, LossTerms> loss)
    {
        using var scope = NewDisposeScope();
        Optimizer.zero_grad();
        var terms = loss(batch);
        var numbers = terms.ToNumbers();
        if (!double.IsFinite(numbers[LossTerms.TotalName])) throw new NonFiniteLossException(Step, numbers);
        terms.Total.backward();
        Optimizer.step();
        return numbers;
    }
}
