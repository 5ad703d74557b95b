using OpsMap.Domain.Cases;
using OpsMap.Domain.Incidents;
using OpsMap.Domain.Triage;
using OpsMap.Domain.Units;
using static OpsMap.Domain.Incidents.IncidentCommand;
using static OpsMap.Domain.Tests.Incidents.Crowd;
using static OpsMap.Domain.Tests.World;

namespace OpsMap.Domain.Tests.Incidents;

public sealed class IncidentTests
{
    [Fact]
    public void Five_complaints_at_one_gate_within_the_hour_make_an_incident_and_each_case_learns_it()
    {
        var crowd = Five().Do(Dispatcher, Opening(Five(), Squad3));
        Assert.True(crowd.Incident.Open);
        Assert.Equal((2, 500, 5, "潞州03", Dispatcher.Name), (crowd.Incident.Level, crowd.Incident.RadiusM, crowd.Incident.Cases.Count, crowd.Incident.Commander!.Code, crowd.Incident.OpenedBy));
        Assert.Equal(Luzhou, crowd.Incident.County);
        Assert.All(crowd.Cases.Values, c => Assert.True(c.InIncident && c.Incident == Id));
    }

    [Theory]
    [InlineData(4, 0, 10)] // one too few
    [InlineData(5, 170, 10)] // the outer ones are too far from each other, and from the middle one too few are near
    [InlineData(5, 300, 10)]
    [InlineData(5, 10, 20)] // over eighty minutes
    public void What_the_rules_do_not_call_a_burst_is_no_incident(int count, int metresApart, int minutesApart)
    {
        var crowd = Of(Enumerable.Range(0, count).Select(n => Complained(n, n * minutesApart, n * metresApart * (n % 2 == 0 ? 1 : -1))));
        var refusal = crowd.Refused(Dispatcher, Opening(crowd));
        Assert.Equal((Refusals.BurstMissing, "cases"), (refusal.Code, refusal.Field));
        Assert.Equal(("5", "500", "60"), (refusal.Facts!["cases"], refusal.Facts["metres"], refusal.Facts["minutes"]));
    }

    [Fact]
    public void One_case_that_concerns_a_crowd_or_the_public_is_enough_wherever_and_whenever()
    {
        var crowd = Of(Complained(0, 0, 0, null, Situation.MassOrPublicOpinion), Complained(1, 500, 9000));
        Assert.Equal(2, crowd.Do(Dispatcher, Opening(crowd)).Incident.Cases.Count);
    }

    [Fact]
    public void Cases_of_other_counties_count_for_the_burst_without_a_name()
    {
        var crowd = Of(Enumerable.Range(0, 3).Select(n => Complained(n, n)));
        var ground = IncidentGround.Of(Rules, crowd.Cases.Values);
        Assert.False(ground.IsBurst([.. crowd.Cases.Values]));
        Assert.True((ground with { Elsewhere = [Nine.AddMinutes(5), Nine.AddMinutes(6)] }).IsBurst([.. crowd.Cases.Values]));
        Assert.False((ground with { Elsewhere = [Nine.AddMinutes(5), Nine.AddMinutes(90)] }).IsBurst([.. crowd.Cases.Values]));
    }

    [Fact]
    public void A_county_opens_it_for_its_own_cases_the_city_for_everybodys()
    {
        var crowd = Of(Enumerable.Range(0, 5).Select(n => Complained(n, n, 0, n == 4 ? Xiangyuan : Luzhou)));
        Assert.Equal((Refusals.NoSuchCase, "cases"), Named(crowd.Refused(Dispatcher, Opening(crowd))));
        crowd.Do(City, Opening(crowd) with { County = Luzhou });
        Assert.Equal([Luzhou, Xiangyuan], crowd.Incident.Counties);
        Assert.Equal(Refusals.OtherCounty, crowd.Refused(OtherCounty, new AddNote("x")).Code);
    }

    [Fact]
    public void A_question_is_no_part_of_a_crowd_and_an_exercise_no_part_of_a_real_one()
    {
        var crowd = Five();
        var (question, drill) = (Complained(7) with { Registration = Question }, Complained(8) with { Registration = Complaint with { Drill = true } });
        (crowd.Cases[question.Id], crowd.Cases[drill.Id]) = (question, drill);
        Assert.Equal((Refusals.WrongKind, "cases"), Named(crowd.Refused(Dispatcher, Opening(Of([.. Five().Cases.Values, question])))));
        Assert.Equal((Refusals.DrillDiffers, "cases"), Named(crowd.Refused(Dispatcher, Opening(Of([.. Five().Cases.Values, drill])))));
        crowd.Do(Dispatcher, Opening(Five()));
        Assert.Equal((Refusals.WrongKind, "case"), Named(crowd.Refused(Dispatcher, new LinkCase(question.Id))));
        Assert.Equal((Refusals.DrillDiffers, "case"), Named(crowd.Refused(Dispatcher, new LinkCase(drill.Id))));

        var exercise = Of(Five().Cases.Values.Select(c => c with { Registration = drill.Registration }));
        Assert.True(exercise.Do(Dispatcher, Opening(exercise)).Incident.Drill);
    }

    [Fact]
    public void A_case_belongs_to_one_open_incident_and_may_join_another_once_that_has_ended()
    {
        var crowd = Opened();
        var known = crowd.Incident.Cases[0].Id;
        Assert.Equal(Refusals.AlreadyInIncident, crowd.Refused(Dispatcher, new LinkCase(known)).Code);
        var second = Of(crowd.Cases.Values);
        Assert.Equal(Refusals.AlreadyInIncident, second.Refused(Dispatcher, Opening(second)).Code);

        crowd.Do(Dispatcher, new Close("人群已散去", MonitoringEnded: true));
        Assert.All(crowd.Cases.Values, c => Assert.True(c is { InIncident: false, IncidentOver: true } && c.Incident == Id));
        second = Of(crowd.Cases.Values);
        Assert.True(second.Do(Dispatcher, Opening(second)).Cases[known] is { InIncident: true, IncidentOver: false });
    }

    [Fact]
    public void A_case_that_has_nothing_to_do_with_it_leaves_and_speaks_for_nobody_any_more()
    {
        var crowd = Opened();
        var (first, second) = (crowd.Incident.Cases[0].Id, crowd.Incident.Cases[1].Id);
        crowd.Do(Dispatcher, new NameRepresentatives([first, second], Agreed: true)).Do(Dispatcher, new UnlinkCase(first, "与本事件无关"));
        Assert.False(crowd.Cases[first].InIncident);
        Assert.Null(crowd.Cases[first].Incident);
        Assert.Equal([second], crowd.Incident.Representatives.Select(r => r.Id));
        Assert.Equal((Refusals.NoSuchCase, "case"), Named(crowd.Refused(Dispatcher, new UnlinkCase(first, "与本事件无关"))));
        crowd.Do(Dispatcher, new LinkCase(first));
        Assert.True(crowd.Cases[first].InIncident);
    }

    [Fact]
    public void No_more_than_two_speak_for_a_joint_complaint_and_only_with_everybodys_consent()
    {
        var crowd = Opened();
        var ids = crowd.Incident.Cases.Select(c => c.Id).ToList();
        Assert.Equal((Refusals.TooManyRepresentatives, "cases"), Named(crowd.Refused(Dispatcher, new NameRepresentatives([.. ids.Take(3)], Agreed: true))));
        Assert.Equal((Refusals.JointConsentMissing, "agreed"), Named(crowd.Refused(Dispatcher, new NameRepresentatives([.. ids.Take(2)], Agreed: false))));
        Assert.Equal((Refusals.NoSuchCase, "cases"), Named(crowd.Refused(Dispatcher, new NameRepresentatives([new CaseId(Number(599))], Agreed: true))));
        crowd.Cases[ids[0]] = crowd.Cases[ids[0]] with { Registration = Report };
        Assert.Equal((Refusals.WrongKind, "cases"), Named(crowd.Refused(Dispatcher, new NameRepresentatives([ids[0]], Agreed: true))));
        Assert.Equal([ids[1], ids[2]], crowd.Do(Dispatcher, new NameRepresentatives([ids[1], ids[2]], Agreed: true)).Incident.Representatives.Select(r => r.Id));
    }

    [Fact]
    public void One_squad_commands_it_is_on_duty_and_only_the_city_brings_one_from_another_county()
    {
        var crowd = Opened();
        crowd.Offered = null;
        Assert.Equal((Refusals.NoSuchSquad, "squad"), Named(crowd.Refused(City, new NameCommander(Squad3))));
        crowd.Offered = Crowd.Squad with { OnDuty = false };
        Assert.Equal((Refusals.SquadOffDuty, "squad"), Named(crowd.Refused(City, new NameCommander(Squad3))));
        crowd.Offered = new NamedSquad(SquadOfXiangyuan, "襄垣01", Xiangyuan, OnDuty: true);
        Assert.Equal((Refusals.OtherCounty, "squad"), Named(crowd.Refused(Dispatcher, new NameCommander(SquadOfXiangyuan))));
        Assert.Equal("襄垣01", crowd.Do(City, new NameCommander(SquadOfXiangyuan)).Incident.Commander!.Code);
        crowd.Offered = Crowd.Squad;
        Assert.Equal("潞州03", crowd.Do(Dispatcher, new NameCommander(Squad3)).Incident.Commander!.Code);
    }

    [Fact]
    public void Departments_are_called_together_once_each_and_by_a_date_to_come()
    {
        var crowd = Opened();
        AlertDepartments alert = new([Police.Id, Tourism.Id], TaskMode.Joint, "请派员到场", crowd.Now.AddHours(2));
        Assert.Equal((Refusals.Required, "departments"), Named(crowd.Refused(Dispatcher, alert with { Departments = [] })));
        Assert.Equal((Refusals.Repeated, "departments"), Named(crowd.Refused(Dispatcher, alert with { Departments = [Police.Id, Police.Id] })));
        Assert.Equal((Refusals.NoSuchDepartment, "departments"), Named(crowd.Refused(Dispatcher, alert with { Departments = [new DepartmentId(Number(1))] })));
        Assert.Equal((Refusals.Required, "text"), Named(crowd.Refused(Dispatcher, alert with { Text = " " })));
        Assert.Equal((Refusals.OutOfRange, "due"), Named(crowd.Refused(Dispatcher, alert with { Due = crowd.Now })));
        crowd.Do(Dispatcher, alert).Do(Dispatcher, alert with { Departments = [Police.Id] });
        Assert.Equal([Police, Tourism], crowd.Incident.Departments);
    }

    [Fact]
    public void The_incident_does_not_wait_for_its_cases_but_whoever_ends_it_has_seen_which_go_on()
    {
        var crowd = Opened();
        var ids = crowd.Incident.Cases.Select(c => c.Id).ToList();
        foreach (var id in ids.Take(3)) crowd.Cases[id] = crowd.Cases[id] with { Workflow = Workflow.Closed };
        var refusal = crowd.Refused(Dispatcher, new Close("景区已公开致歉"));
        Assert.Equal((Refusals.CasesStillOpen, "2", "CZ20261123-000003、CZ20261123-000004"), (refusal.Code, refusal.Facts!["count"], refusal.Facts["cases"]));
        crowd.Do(Dispatcher, new Close("景区已公开致歉", MonitoringEnded: true));
        Assert.Equal(ids.Skip(3), crowd.Incident.StillOpen.Select(c => c.Id));
        Assert.Equal(5, crowd.Incident.Cases.Count);

        var done = Opened();
        foreach (var id in ids) done.Cases[id] = done.Cases[id] with { Workflow = Workflow.Archived };
        Assert.Empty(done.Do(Dispatcher, new Close("全部办结")).Incident.StillOpen);
    }

    [Fact]
    public void Everything_is_said_by_dispatchers_of_the_city_or_of_its_county_and_by_nobody_else()
    {
        var open = Opened();
        foreach (var (name, person) in Everybody)
        {
            foreach (var command in open.EverySaying().Append(Opening(open)))
            {
                var crowd = command is Open ? Five() : Opened();
                crowd.Cases[new CaseId(Number(599))] = Complained(99);
                var code = crowd.Say(person, command) is Decision<IncidentEvent>.Refused no ? no.Refusal.Code : null;
                var expected = name switch
                {
                    "city" or "county" => null,
                    "other-county" => command is Open ? Refusals.NoSuchCase : Refusals.OtherCounty,
                    _ => Refusals.WrongRole,
                };
                Assert.True(code == expected, $"{name} {Wire.NameOf(command)}: {code} instead of {expected}");
            }
        }
    }

    [Fact]
    public void Nothing_is_said_to_an_incident_that_is_not_there_or_is_over_and_none_is_opened_twice()
    {
        var crowd = Opened();
        foreach (var command in crowd.EverySaying()) Assert.Equal(Refusals.NoSuchIncident, Five().Refused(City, command).Code);
        Assert.Equal(Refusals.IncidentExists, crowd.Refused(City, Opening(crowd)).Code);
        var sayings = crowd.EverySaying();
        crowd.Do(City, new Close("人群已散去", MonitoringEnded: true));
        foreach (var command in sayings.Append(Opening(crowd))) Assert.Equal(Refusals.IncidentOver, crowd.Refused(City, command).Code);
    }

    [Fact]
    public void A_slip_is_named_by_its_field()
    {
        var said = Opening(Five()).Incident;
        (IncidentSaid Said, string Code, string Field)[] slips =
        [
            (said with { Level = 5 }, Refusals.OutOfRange, "level"),
            (said with { Title = " " }, Refusals.Required, "title"),
            (said with { Title = new string('事', 61) }, Refusals.TooLong, "title"),
            (said with { Reason = "" }, Refusals.Required, "reason"),
            (said with { Point = new GeoPoint(double.NaN, 36) }, Refusals.PointInvalid, "point"),
            (said with { Point = new GeoPoint(116.4, 39.9) }, Refusals.PointOutsideCity, "point"),
            (said with { RadiusM = 49 }, Refusals.OutOfRange, "radiusM"),
            (said with { Cases = [] }, Refusals.Required, "cases"),
            (said with { Cases = [said.Cases[0], said.Cases[0]] }, Refusals.Repeated, "cases"),
            (said with { Cases = [new CaseId(Number(1))] }, Refusals.NoSuchCase, "cases"),
        ];
        Assert.All(slips, slip => Assert.Equal((slip.Code, slip.Field), Named(Five().Refused(Dispatcher, new Open(slip.Said)))));

        var crowd = Opened();
        Assert.Equal((Refusals.Required, "text"), Named(crowd.Refused(Dispatcher, new SetSharedReply(""))));
        Assert.Equal((Refusals.Required, "text"), Named(crowd.Refused(Dispatcher, new AddNote(" "))));
        Assert.Equal((Refusals.Required, "reason"), Named(crowd.Refused(Dispatcher, new UnlinkCase(crowd.Incident.Cases[0].Id, ""))));
        Assert.Equal((Refusals.Required, "summary"), Named(crowd.Refused(Dispatcher, new Close(" ", true))));
        Assert.Equal((Refusals.Required, "cases"), Named(crowd.Refused(Dispatcher, new NameRepresentatives([], true))));
    }

    [Fact]
    public void Its_history_read_back_from_the_wire_gives_the_same_incident()
    {
        var crowd = Opened();
        crowd.Cases[new CaseId(Number(599))] = Complained(99);
        var events = new List<IncidentEvent>();
        foreach (var command in crowd.EverySaying())
        {
            events.AddRange(Assert.IsType<Decision<IncidentEvent>.Accepted>(crowd.Say(Dispatcher, command)).Events);
        }

        var back = events.Select(e => System.Text.Json.JsonSerializer.Deserialize<IncidentEvent>(System.Text.Json.JsonSerializer.Serialize(e, Wire.Options), Wire.Options)!).ToList();
        Assert.Equal(Wire.Members(typeof(IncidentEvent)).Count - 1, events.Select(e => e.GetType()).Distinct().Count());
        Assert.Equal(
            System.Text.Json.JsonSerializer.Serialize(crowd.Incident, Wire.Options),
            System.Text.Json.JsonSerializer.Serialize(Opened().Incident.Evolve(back), Wire.Options));
    }

    private static (string Code, string? Field) Named(Refusal refusal) => (refusal.Code, refusal.Field);
}
