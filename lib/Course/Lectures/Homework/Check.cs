namespace Course.Lectures;

/// <summary>
/// The checks of homework: each tests the answer to an exercise of the homework that has begun and shows what it finds. A stub that throws
/// <see cref="NotImplementedException"/>, or a number that is null, counts as not answered yet.
/// </summary>
/// <remarks>
/// Nothing that a student's function does ends the notebook, short of ending its process or running for ever. Functions may be called with inputs
/// that are not in the exercise's text.
/// </remarks>
public static partial class Check;
