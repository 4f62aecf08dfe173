using System.Text.Json;
using System.Text.Json.Nodes;
using Course.Kernel.Execution;

namespace Course.Kernel.Protocol.Messages;

/// <summary>The fields of message contents, as the Jupyter messaging specification 5.4 names them.</summary>
internal static class Replies
{
    public static void Ok(Utf8JsonWriter json) => json.WriteString("status", "ok");

    public static void KernelInfo(Utf8JsonWriter json)
    {
        Ok(json);
        json.WriteString("protocol_version", MessageCodec.ProtocolVersion);
        json.WriteString("implementation", "course");
        json.WriteString("implementation_version", typeof(Replies).Assembly.GetName().Version!.ToString(3));
        json.WriteStartObject("language_info");
        json.WriteString("name", "C#");
        // C# has counted along with .NET since 12 came with 8, and cells are compiled by the SDK of this runtime's version.
        json.WriteString("version", string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{Environment.Version.Major + 4}.0"));
        json.WriteString("mimetype", "text/x-csharp");
        json.WriteString("file_extension", ".cs");
        json.WriteString("pygments_lexer", "csharp");
        json.WriteString("codemirror_mode", "text/x-csharp");
        json.WriteEndObject();
        json.WriteString("banner", $"C# on .NET {Environment.Version}");
        json.WriteBoolean("debugger", false);
        json.WriteStartArray("help_links");
        json.WriteStartObject();
        json.WriteString("text", "C# reference");
        json.WriteString("url", "https://learn.microsoft.com/dotnet/csharp/");
        json.WriteEndObject();
        json.WriteEndArray();
    }

    /// <summary>An error as a reply has it; <see cref="Error"/> is the same without the status.</summary>
    public static void Failed(Utf8JsonWriter json, CellFailure failure)
    {
        json.WriteString("status", "error");
        Error(json, failure);
    }

    public static void Error(Utf8JsonWriter json, CellFailure failure)
    {
        json.WriteString("ename", failure.Name);
        json.WriteString("evalue", failure.Message);
        json.WriteStartArray("traceback");
        foreach (var line in failure.Traceback)
            json.WriteStringValue(line);
        json.WriteEndArray();
    }

    /// <summary>A mime bundle and its metadata, of which there is none.</summary>
    public static void Data(Utf8JsonWriter json, JsonObject data)
    {
        json.WritePropertyName("data");
        data.WriteTo(json);
        json.WriteStartObject("metadata");
        json.WriteEndObject();
    }

    /// <param name="json">Receives the fields.</param>
    /// <param name="completions">What was found.</param>
    /// <param name="code">The text; positions on the wire count its Unicode characters.</param>
    public static void Completed(Utf8JsonWriter json, Completions completions, string code)
    {
        Ok(json);
        var (start, end) = (CodePoints.Count(code, completions.Start), CodePoints.Count(code, completions.End));
        json.WriteStartArray("matches");
        foreach (var item in completions.Items)
            json.WriteStringValue(item.Text);
        json.WriteEndArray();
        json.WriteNumber("cursor_start", start);
        json.WriteNumber("cursor_end", end);
        json.WriteStartObject("metadata");
        // Not in the specification, but what JupyterLab, the classic Notebook and VS Code read to show kinds and signatures.
        json.WriteStartArray("_jupyter_types_experimental");
        foreach (var item in completions.Items)
        {
            json.WriteStartObject();
            json.WriteNumber("start", start);
            json.WriteNumber("end", end);
            json.WriteString("text", item.Text);
            json.WriteString("type", item.Kind ?? "");
            if (item.Signature is not null)
                json.WriteString("signature", item.Signature);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    public static void Inspected(Utf8JsonWriter json, Inspection inspection)
    {
        Ok(json);
        json.WriteBoolean("found", inspection.Data is not null);
        Data(json, inspection.Data ?? []);
    }

    public static void CompletenessChecked(Utf8JsonWriter json, Completeness completeness)
    {
        json.WriteString("status", completeness.Status);
        if (completeness.Status == Completeness.Incomplete)
            json.WriteString("indent", completeness.Indent);
    }

    public static void Evaluated(Utf8JsonWriter json, Evaluation evaluation)
    {
        if (evaluation.Failure is { } failure)
        {
            Failed(json, failure);
            return;
        }

        Ok(json);
        Data(json, evaluation.Data ?? []);
    }
}
