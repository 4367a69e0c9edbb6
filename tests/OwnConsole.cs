using System.Runtime.CompilerServices;

namespace Marketplace.Tests;

/// <summary>
/// Gives this process writers of its own for the console. Playwright changes the console's encoding when it starts, for
/// which .NET flushes its own writers under a lock that hosts starting at that moment hold the other way round: the two
/// waited for each other for ever. Writers that were set are left alone.
/// </summary>
internal static class OwnConsole
{
#pragma warning disable CA2255 // Before any test: this assembly is no library.
    [ModuleInitializer]
#pragma warning restore CA2255
    internal static void Take()
    {
        Console.SetOut(new StreamWriter(Console.OpenStandardOutput()) { AutoFlush = true });
        Console.SetError(new StreamWriter(Console.OpenStandardError()) { AutoFlush = true });
    }
}
