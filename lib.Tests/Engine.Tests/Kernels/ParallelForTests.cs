using TorchSharp.Kernels;

namespace TorchSharp.Tests.Kernels;

// One collection: both set the number of threads.
[Collection(nameof(ParallelFor))]
public sealed class ParallelForTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(1000)]
    public void Every_job_runs_exactly_once(int jobs)
    {
        for (int repeat = 0; repeat < 2000 / (jobs + 1) + 20; repeat++)
        {
            int[] counts = new int[jobs + 1];
            ParallelFor.Run(jobs, new Counting(counts));
            Assert.All(counts.AsSpan(0, jobs).ToArray(), count => Assert.Equal(1, count));
            Assert.Equal(0, counts[jobs]);
        }
    }

    [Theory]
    [InlineData(0, 1)]
    [InlineData(1, 1)]
    [InlineData(63, 1)]
    [InlineData(65, 1)]
    [InlineData(1000, 400)]
    [InlineData(100_003, 1000)]
    public void A_range_is_covered_exactly_once(int length, int grain)
    {
        int[] counts = new int[length + 1];
        ParallelFor.RunRange(length, grain, new CountingRange(counts));
        Assert.All(counts.AsSpan(0, length).ToArray(), count => Assert.Equal(1, count));
        Assert.Equal(0, counts[length]);
    }

    [Fact]
    public void Loops_after_a_pause_find_the_sleeping_workers()
    {
        for (int repeat = 0; repeat < 20; repeat++)
        {
            Thread.Sleep(2);
            Every_job_runs_exactly_once(repeat);
        }
    }

    [Fact]
    public void Nested_loops_run_to_the_end()
    {
        int[] counts = new int[50 * 60];
        ParallelFor.Run(50, new Nesting(counts));
        Assert.All(counts, count => Assert.Equal(1, count));
    }

    [Fact]
    public void Callers_on_several_threads_do_not_disturb_each_other()
    {
        Exception? failure = null;
        Thread[] callers = [.. Enumerable.Range(0, 4).Select(i => new Thread(() =>
        {
            try
            {
                for (int repeat = 0; repeat < 300; repeat++)
                {
                    int[] counts = new int[37 + i];
                    ParallelFor.Run(counts.Length, new Counting(counts));
                    Assert.All(counts, count => Assert.Equal(1, count));
                }
            }
            catch (Exception e)
            {
                failure = e;
            }
        }))];
        foreach (Thread thread in callers)
            thread.Start();
        foreach (Thread thread in callers)
            thread.Join();
        Assert.Null(failure);
    }

    [Fact]
    public void The_exception_of_a_job_reaches_the_caller_and_the_next_loop_works()
    {
        for (int repeat = 0; repeat < 50; repeat++)
        {
            int failing = repeat;
            var e = Assert.Throws<InvalidOperationException>(() => ParallelFor.Run(50, new Failing(failing)));
            Assert.Equal($"job {failing}", e.Message);
            Every_job_runs_exactly_once(10);
        }
    }

    [Fact]
    public void More_threads_than_processors_and_one_thread_work()
    {
        int before = ParallelFor.ThreadCount;
        try
        {
            foreach (int threads in new[] { 1, 7, 2, 3 })
            {
                ParallelFor.ThreadCount = threads;
                Assert.Equal(threads, ParallelFor.ThreadCount);
                Every_job_runs_exactly_once(100);
            }

            Assert.Throws<ArgumentOutOfRangeException>(() => ParallelFor.ThreadCount = 0);
        }
        finally
        {
            ParallelFor.ThreadCount = before;
        }
    }

    private readonly struct Counting(int[] counts) : IParallelBody
    {
        public void Run(int job) => Interlocked.Increment(ref counts[job]);
    }

    private readonly struct CountingRange(int[] counts) : IParallelRange
    {
        public void Run(long start, long end)
        {
            for (long i = start; i < end; i++)
                Interlocked.Increment(ref counts[i]);
        }
    }

    private readonly struct Nesting(int[] counts) : IParallelBody
    {
        public void Run(int job) => ParallelFor.Run(60, new Inner(counts, job * 60));
    }

    private readonly struct Inner(int[] counts, int offset) : IParallelBody
    {
        public void Run(int job) => Interlocked.Increment(ref counts[offset + job]);
    }

    private readonly struct Failing(int failing) : IParallelBody
    {
        public void Run(int job)
        {
            if (job == failing)
                throw new InvalidOperationException($"job {job}");
        }
    }
}
