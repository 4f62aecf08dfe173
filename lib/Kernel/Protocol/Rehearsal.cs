using System.Diagnostics;
using System.Net.Sockets;
using System.Security.Cryptography;
using Course.Kernel.Execution;
using Course.Kernel.Protocol.Client;
using Course.Kernel.Protocol.Messages;

namespace Course.Kernel.Protocol;

/// <summary>
/// Makes the process of the sockets fast while nobody waits for it, as <see cref="Practice"/> does with that of the cells: what passes messages on is
/// compiled anew once it has run often, which otherwise would take a core during the first two hundred cells. So the kernel is its own front end for a
/// moment, over sockets of its own, with messages that take the way of a cell but for the cell itself.
/// </summary>
/// <param name="stage">The kernel that others use.</param>
/// <param name="session">Its session, which is asked something that leaves no trace.</param>
internal sealed class Rehearsal(KernelServer stage, ICellSession session)
{
    // The runtime compiles a method anew after 30 calls here (KernelHost.Environment), and after 256 in the process of the cells (Kernel.csproj).
    private const int Enough = 300;

    /// <summary>Whoever starts a kernel wants to run something at once.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);

    // Ten exercises take a few hundredths of a second. Where they take this long others need the cores more, perhaps fifty kernels that were started at once.
    private const int Glance = 10;
    private static readonly TimeSpan Crowded = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan Leave = TimeSpan.FromSeconds(10);

    /// <summary>Exercises done so far.</summary>
    public int Done { get; private set; }

    /// <summary>Rehearses whenever nothing has been heard for a while, until it is enough.</summary>
    public async Task RunAsync(CancellationToken cancellation)
    {
        try
        {
            await QuietAsync(cancellation);
            var connection = new ConnectionFile { Key = Convert.ToHexString(RandomNumberGenerator.GetBytes(16)) };
            await using var server = new KernelServer(connection, new Understudy(session), static _ => { });
            server.Start();
            await using var wire = new WireSession(await KernelClient.ConnectAsync(server.Connection, cancellation), null);
            while (Done < Enough)
            {
                await QuietAsync(cancellation);
                var clock = Stopwatch.GetTimestamp();
                for (var i = 0; i < Glance && stage.Quiet >= Patience; i++, Done++)
                    await wire.ExecuteAsync(new CellRequest(Done, "x"), Nobody.Listens, cancellation);
                if (Stopwatch.GetElapsedTime(clock) > Crowded)
                    await Task.Delay(Leave, cancellation);
            }
        }
        catch (Exception e) when (e is CourseException or IOException or SocketException or OperationCanceledException)
        {
            // Then the first cells take a little longer.
        }
    }

    private async Task QuietAsync(CancellationToken cancellation)
    {
        while (stage.Quiet is var quiet && quiet < Patience)
            await Task.Delay(Patience - quiet, cancellation);
    }

    /// <summary>Goes through the motions of a cell.</summary>
    private sealed class Understudy(ICellSession session) : ICellSession
    {
        public async Task<CellFailure?> ExecuteAsync(CellRequest request, ICellListener listener, CancellationToken cancellation = default)
        {
            await session.CheckCompletenessAsync(request.Code, cancellation);
            return null;
        }

        public Task<Evaluation> EvaluateAsync(string expression, CancellationToken cancellation = default) => Task.FromResult(new Evaluation(null, null));

        public Task<Completions> CompleteAsync(string code, int cursor, CancellationToken cancellation = default) => Task.FromResult(Completions.None(cursor));

        public Task<Inspection> InspectAsync(string code, int cursor, int detail, CancellationToken cancellation = default) => Task.FromResult(new Inspection(null));

        public Task<Completeness> CheckCompletenessAsync(string code, CancellationToken cancellation = default) =>
            Task.FromResult(new Completeness(Completeness.Unknown));

        public void Interrupt()
        {
        }

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}
