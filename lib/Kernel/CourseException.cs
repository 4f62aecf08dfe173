namespace Course.Kernel;

/// <summary>Something the user can put right. The message is one sentence, shown as it is, without a stack trace.</summary>
internal sealed class CourseException(string message, Exception? inner = null) : Exception(message, inner);
