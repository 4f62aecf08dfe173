using System.Diagnostics;

namespace Course.Lectures;

/// <summary>
/// Says what a lecture spends its time on, as an activity of a source called "Course": whoever runs the lecture may listen and print where the time went.
/// Where nobody listens it costs nothing.
/// </summary>
internal static class LecturePhase
{
    private static readonly ActivitySource Source = new("Course");

    /// <summary>Reading or drawing a data set, until it is disposed.</summary>
    public static Activity? Data() => Source.StartActivity("data");

    /// <summary>Training a model, until it is disposed.</summary>
    public static Activity? Train() => Source.StartActivity("train");
}
