namespace TorchSharp.Kernels;

/// <summary>One loop body of <see cref="ParallelFor"/>. A struct, so that the loop is compiled for it and a call allocates nothing.</summary>
internal interface IParallelBody
{
    /// <summary>Does job <paramref name="job"/>. Jobs run in any order, on any thread, each exactly once.</summary>
    void Run(int job);
}

/// <summary>The body of a loop over a range of elements that is cut into consecutive pieces.</summary>
internal interface IParallelRange
{
    /// <summary>Does the elements <paramref name="start"/> … <paramref name="end"/> − 1.</summary>
    void Run(long start, long end);
}
