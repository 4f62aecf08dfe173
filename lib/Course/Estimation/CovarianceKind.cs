namespace Course.Estimation;

/// <summary>Which covariances a component may have.</summary>
public enum CovarianceKind
{
    /// <summary>Any: an ellipsoid that lies as it likes, D(D + 1)/2 numbers.</summary>
    Full,

    /// <summary>A variance for each dimension: an ellipsoid along the axes, D numbers.</summary>
    Diagonal,

    /// <summary>One variance for all dimensions: a ball, one number.</summary>
    Spherical,
}
