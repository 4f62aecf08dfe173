using Markdig.Renderers;
using Markdig.Renderers.Html;
using Markdig.Syntax;

namespace Course.Kernel.Book;

/// <summary>C# between fences in the colours of code cells; other code as it is.</summary>
internal sealed class FencedCSharp : CodeBlockRenderer
{
    protected override void Write(HtmlRenderer renderer, CodeBlock block)
    {
        if (block is not FencedCodeBlock { Info: "csharp" or "cs" or "c#" })
        {
            base.Write(renderer, block);
            return;
        }

        renderer.EnsureLine();
        renderer.Write("<pre class=\"source\"><code>").Write(CodeColours.ToHtml(block.Lines.ToString())).WriteLine("</code></pre>");
    }
}
