using Course.Kernel.Execution;

if (args is [NotebookWorker.Verb, var pipe])
    return await NotebookWorker.RunAsync(pipe);
var cells = new[]{ "1+1", "var x=1; Console.WriteLine(x); x", "display(new[]{1,2}); Console.Error.WriteLine(\"e\"); x.ToString()",
  "int F(int a)\n{\n  if (a>2) throw new InvalidOperationException(\"bad \"+a);\n return a; }\n\nawait Task.Delay(1);\nasync Task G(){ await Task.Yield();\n F(5);}\n",
  "\nawait G();", "Task.Run(()=>F(7)).Wait()", "y+\nz;", "(string)null", "Console.WriteLine(typeof(int));", "#r \"nuget: X\"\n#r \"nope/x.dll\"", "display(1)", "double s=0; for(long i=0;i<300000000;i++) s+=i*0.5; s", "System.IO.File.Exists(\"x\")", "new int[-1]", "Environment.Exit(3)" };
var t0=System.Diagnostics.Stopwatch.StartNew();
await using var p = NotebookProcess.Start(Environment.CurrentDirectory,"quick",l=>Console.WriteLine("ESC "+l));
var n=0;
foreach (var c in cells){ Console.WriteLine($"--- [{++n}] {c}"); var f=await p.RunAsync(new(n,c),e=>Console.WriteLine("   "+System.Text.RegularExpressions.Regex.Replace(e is ResultProduced r? r.Data.ToJsonString():e is ValueDisplayed d?d.Data.ToJsonString():e.ToString(),"<style.*?/style>","")),default); if (f!=null) Console.WriteLine("  FAIL "+f.Message+"\n   P "+string.Join("\n   P ",f.Problems)+"\n   T "+string.Join("\n   T ",f.Traceback)); Console.WriteLine($"   {t0.Elapsed.TotalSeconds:F2}"); }
return 0;
