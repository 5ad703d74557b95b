namespace OpsMap.Domain.Units;

/// <summary>How a joint task is pursued (督办、专办、联办).</summary>
public enum TaskMode
{
    Supervise,
    Dedicated,
    Joint,
}

/// <summary>Where a joint task stands (联办事项状态).</summary>
public enum TaskState
{
    Open,
    Replied,
    Closed,
}

/// <summary>What happens to a joint task after it has been set.</summary>
public enum TaskStep
{
    Reply,
    SendBack,
    Close,
}

/// <summary>A task for a department of the joint conference (联办事项), about one case or one incident.</summary>
public sealed record JointTaskSaid(DepartmentId Department, TaskMode Mode, string Text, DateTimeOffset Due, CaseId? Case = null, Guid? Incident = null)
{
    public static TimeSpan Longest { get; } = TimeSpan.FromDays(366);

    public Refusal? Check(DateTimeOffset now) =>
        Texts.Required("task.text", Text, 1000)
        ?? (Due <= now || Due > now + Longest ? new Refusal(Refusals.OutOfRange, "task.due") : null)
        ?? (Case is null && Incident is null ? new Refusal(Refusals.Required, "task.case") : null)
        ?? (Case is not null && Incident is not null ? new Refusal(Refusals.OutOfRange, "task.incident") : null);
}

/// <summary>The course of a joint task: the department replies, the desk sends back or closes.</summary>
public static class JointTaskCourse
{
    /// <summary>The state after a step, or nothing where the step makes no sense.</summary>
    public static TaskState? After(TaskState state, TaskStep step) => (state, step) switch
    {
        (TaskState.Open, TaskStep.Reply) => TaskState.Replied,
        (TaskState.Replied, TaskStep.SendBack) => TaskState.Open,
        (TaskState.Open or TaskState.Replied, TaskStep.Close) => TaskState.Closed,
        _ => null,
    };
}
