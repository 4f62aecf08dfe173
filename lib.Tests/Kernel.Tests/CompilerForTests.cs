using System.Runtime.CompilerServices;
using Course.Kernel.Execution;

namespace Course.Kernel.Tests;

internal static class CompilerForTests
{
    /// <summary>Tests that mention the compiler's types themselves may be the first to do so.</summary>
#pragma warning disable CA2255 // Like the kernel's own.
    [ModuleInitializer]
#pragma warning restore CA2255
    internal static void Find() => RuntimeHelpers.RunModuleConstructor(typeof(CompilerOfSdk).Module.ModuleHandle);
}
