using System.Diagnostics;
using Course.Benchmarks;

var start = Stopwatch.GetTimestamp();
if (args is [FirstOperation.Command])
{
    FirstOperation.Print(start);
    return 0;
}
return CommandLine.Run(args);
