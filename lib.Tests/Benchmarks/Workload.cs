using Course.Benchmarks.Workloads;

namespace Course.Benchmarks;

/// <summary>One file of the folder Workloads and its twin in pytorch/: one or more rows of the table.</summary>
/// <param name="Name">On the command line, and of the PyTorch script.</param>
/// <param name="Run">Measures all rows in this process.</param>
internal sealed record Workload(string Name, Func<Budget, IEnumerable<Measurement>> Run)
{
    public static IReadOnlyList<Workload> All { get; } =
    [
        new("mlp_vae", MlpVae.Run),
        new("conv_vae", ConvVae.Run),
        new("vqvae", VqVae.Run),
        new("dcgan", Dcgan.Run),
        new("ddpm_unet", DdpmUnet.Run),
        new("pixelcnn", PixelCnn.Run),
        new("realnvp2d", RealNvp2d.Run),
        new("lstm_ae", LstmAe.Run),
        new("gemm", Gemm.Run),
        new("conv", Conv.Run),
        new("elementwise", Elementwise.Run),
        new("latency", Latency.Run),
        new("pca", PrincipalComponents.Run),
    ];
}
