using System.Runtime.CompilerServices;
using System.Text;
using OpsMap.Domain.Access;
using OpsMap.Domain.Cases;
using static OpsMap.Domain.Tests.World;

namespace OpsMap.Domain.Tests.Cases;

/// <summary>Every stage, every command, every person: the answers, committed as a file people can read.</summary>
public sealed class ProcedureTableTests
{
    private const string Rewrite = "OPSMAP_REWRITE_TABLE";

    [Fact]
    public void The_procedure_answers_as_the_committed_table_says()
    {
        var path = Path.ChangeExtension(ThisFile(), null).Replace("ProcedureTableTests", "ProcedureTable.txt", StringComparison.Ordinal);
        var table = Write();
        if (Environment.GetEnvironmentVariable(Rewrite) is { Length: > 0 }) File.WriteAllText(path, table);
        Assert.Equal(File.ReadAllText(path), table, ignoreLineEndingDifferences: true);
    }

    [Fact]
    public void Every_row_of_the_procedure_is_accepted_somewhere_and_refused_somewhere()
    {
        var answers = (from stage in Stages.All
                       let desk = stage.Make()
                       from command in Stages.Say(desk.Case)
                       from person in Everybody
                       select (Name: Wire.NameOf(command), Accepted: Ask(desk, command, person.Actor) is Decision<CaseEvent>.Accepted))
            .ToLookup(a => a.Name, a => a.Accepted, StringComparer.Ordinal);
        Assert.All(CaseDecider.Procedure.Where(r => r.Who != Who.Machine), row =>
        {
            Assert.True(answers[row.Name].Contains(true), $"{row.Name} is never accepted");
            Assert.True(answers[row.Name].Contains(false), $"{row.Name} is never refused");
        });
    }

    [Fact]
    public void What_the_drawer_offers_is_what_the_decider_accepts()
    {
        // a registration is refused by the county it names, which the drawer cannot know
        foreach (var (name, make) in Stages.All.Skip(1))
        {
            var desk = make();
            foreach (var (who, actor) in Everybody)
            {
                var offered = CaseDecider.Allowed(desk.Case, actor, new Moment(desk.Now)).ToDictionary(a => a.Command, StringComparer.Ordinal);
                foreach (var command in Stages.Say(desk.Case).Where(c => offered.ContainsKey(Wire.NameOf(c))))
                {
                    var code = (Ask(desk, command, actor) as Decision<CaseEvent>.Refused)?.Refusal.Code;
                    var offer = offered[Wire.NameOf(command)];
                    Assert.True(offer.Allowed == (code is null), $"{name}, {who}: {offer} but {code}");
                    Assert.Equal(code, offer.Code);
                }
            }
        }
    }

    private static string Write()
    {
        var table = new StringBuilder();
        table.Append("# What the procedure answers: stage, command, who. Written by ProcedureTableTests; rewrite with ")
            .Append(Rewrite).Append("=1.\n# city: 市调度 · county: 本县调度 · other-county: 外县调度 · station: 所长 · member, leader: 承办分队 · other-squad: 别的分队\n")
            .Append("# Whoever is not named with a command has the wrong role for it, at every stage (RolesTests).\n");
        foreach (var (name, make) in Stages.All)
        {
            var desk = make();
            table.Append($"\n== {name}");
            if (desk.Case.Exists) table.Append($" ({desk.Case.Workflow} / {desk.Case.Fast} / {desk.Case.Legal})");
            table.Append('\n');
            // what nobody may do for the same reasons stands on one line
            var lines = from command in Stages.Say(desk.Case)
                        let answers = Everybody.GroupBy(p => Answer(Ask(desk, command, p.Actor)), p => p.Name, StringComparer.Ordinal)
                            .Where(g => g.Key is not Refusals.WrongRole)
                            .OrderBy(g => g.Key.StartsWith("YES", StringComparison.Ordinal) ? 0 : 1)
                            .Select(g => $"{g.Key}: {string.Join(' ', g)}")
                        group Wire.NameOf(command) by string.Join(" | ", answers);
            foreach (var line in lines.OrderBy(l => l.Key.StartsWith("YES", StringComparison.Ordinal) ? 0 : 1))
                table.Append($"{string.Join(' ', line)}\n    {line.Key}\n");
        }

        return table.ToString();
    }

    private static Decision<CaseEvent> Ask(Desk desk, CaseCommand command, Actor by) =>
        CaseDecider.Decide(desk.Case, command, by, new Moment(desk.Now, numbers: new Numbers("no", "no", TheCase, "no", new CaseId(Number(900)), "no")));

    private static string Answer(Decision<CaseEvent> decision) => decision switch
    {
        Decision<CaseEvent>.Accepted a => "YES " + string.Join('+', a.Events.Select(e => Wire.NameOf(e))),
        Decision<CaseEvent>.Refused r => r.Refusal.Field is { } field ? $"{r.Refusal.Code}({field})" : r.Refusal.Code,
        _ => throw new InvalidOperationException("no third answer"),
    };

    private static string ThisFile([CallerFilePath] string path = "") => path;
}
