namespace Course.Kernel.Protocol.Zmtp;

/// <summary>
/// Messages are handled by the thread that waits for all sockets, up to the first thing that is not there yet; otherwise it wakes a thread of the pool for
/// each. Nothing that handles a message here waits for anything in another way, so nobody else's message is held up.
/// </summary>
internal static class InlineCompletions
{
    /// <summary>The runtime has no other switch for this, and reads it when the first socket is used.</summary>
    public const string Variable = "DOTNET_SYSTEM_NET_SOCKETS_INLINE_COMPLETIONS";

    public static void Prefer() => Environment.SetEnvironmentVariable(Variable, "1");
}
