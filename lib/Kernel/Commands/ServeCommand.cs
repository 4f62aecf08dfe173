using System.CommandLine;
using Course.Kernel.Book.Serving;

namespace Course.Kernel.Commands;

/// <summary><c>course serve</c>: shows the book, and shows a page anew when its lecture has been run again.</summary>
internal static class ServeCommand
{
    private const int DefaultPort = 8128;

    public static Command Create(TextWriter output, TextWriter error, string folder)
    {
        var book = new Argument<string?>("book") { Description = "The folder of the book; <repository>/book if left out.", Arity = ArgumentArity.ZeroOrOne };
        var port = new Option<int>("--port")
        {
            Description = "Where to listen on 127.0.0.1; 0 for any port that is free.", HelpName = "PORT", DefaultValueFactory = _ => DefaultPort,
        };
        port.Validators.Add(result =>
        {
            if (result.GetValue(port) is < 0 or > 65535)
                result.AddError($"--port is {result.GetValue(port)}; ports are numbers from 0 to 65535.");
        });
        var command = new Command("serve", "Shows the book in a browser on this machine; a page whose lecture is run again reloads.") { book, port };
        command.SetAction(async (parsed, cancellation) =>
        {
            try
            {
                await using var server = new BookServer(Find(parsed.GetValue(book), folder));
                var address = await server.StartAsync(parsed.GetValue(port), cancellation);
                await output.WriteLineAsync($"The book is at {address} until Ctrl-C.");
                await Task.Delay(Timeout.Infinite, cancellation);
            }
            catch (CourseException e)
            {
                await error.WriteLineAsync(e.Message);
                return 1;
            }
            catch (OperationCanceledException)
            {
                // Ctrl-C is how it ends.
            }

            return 0;
        });
        return command;
    }

    private static string Find(string? book, string folder)
    {
        var path = book is not null ? Path.GetFullPath(book, folder) : Path.Combine((Repository.Find(folder) ?? new Repository(folder)).Folder, "book");
        return File.Exists(Path.Combine(path, "index.html")) ? path
            : throw new CourseException($"There is no book in {path}; course run makes one.");
    }
}
