namespace Course.Training;

/// <summary>Something that watches a training run. Every method may be left as it is.</summary>
public abstract class TrainingCallback
{
    /// <summary>Before the first step; a checkpoint puts the run back to where it was here.</summary>
    public virtual void OnStart(Trainer trainer)
    {
    }

    /// <summary>After each step.</summary>
    /// <param name="trainer">The run.</param>
    /// <param name="losses">The step's loss and its terms, by name.</param>
    public virtual void OnStep(Trainer trainer, IReadOnlyDictionary<string, double> losses)
    {
    }

    /// <summary>After the last step of each epoch.</summary>
    public virtual void OnEpoch(Trainer trainer)
    {
    }

    /// <summary>After the last step.</summary>
    public virtual void OnEnd(Trainer trainer)
    {
    }
}
