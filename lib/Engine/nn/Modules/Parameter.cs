namespace TorchSharp.Modules;

/// <summary>A leaf tensor that a module trains.</summary>
public class Parameter : torch.Tensor
{
    /// <param name="data">Initial values; the memory is shared.</param>
    /// <param name="requires_grad">False for a frozen parameter.</param>
    public Parameter(torch.Tensor data, bool requires_grad = true) : base(data.Impl.Alias())
    {
        if (requires_grad) requires_grad_();
    }
}
