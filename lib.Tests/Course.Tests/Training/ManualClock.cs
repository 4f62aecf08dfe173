using Course.Training;

namespace Course.Tests.Training;

/// <summary>A clock that stands still until it is told to go on.</summary>
internal sealed class ManualClock : TimeProvider
{
    private long _milliseconds;

    public override long TimestampFrequency => 1000;

    public override long GetTimestamp() => _milliseconds;

    public void Advance(long milliseconds) => _milliseconds += milliseconds;
}

/// <summary>Lets every training step take the same time.</summary>
internal sealed class StepTime(ManualClock clock, long milliseconds) : TrainingCallback
{
    public override void OnStep(Trainer trainer, IReadOnlyDictionary<string, double> losses) => clock.Advance(milliseconds);
}
