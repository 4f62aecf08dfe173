using Course.Variational;

namespace Course.Tests.Variational;

public sealed class NormalizedConvolutionalVaeTests : VariationalModelContract
{
    protected override LatentVariableModel Make() => VariationalAutoencoder.Convolutional(latents: 8, width: 8, normalized: true);
}
