using OpsMap.Simulator;
using Xunit;

namespace OpsMap.Server.Tests.Simulator;

public sealed class SettingsTests
{
    [Fact]
    public void AppHost_needs_to_say_only_where_the_nodes_are_and_the_key()
    {
        var settings = Parse();
        Assert.Equal(["http://127.0.0.1:5080/", "http://127.0.0.1:5081/"], settings.Nodes.Select(n => n.AbsoluteUri));
        Assert.Equal("demo", settings.Profile.Name);
        Assert.Null(settings.Duration);
    }

    [Fact]
    public void Everything_can_be_said_on_the_command_line()
    {
        var settings = Parse("--profile", "day", "--seed", "7", "--speed", "2.5", "--contacts-per-day", "300", "--fast-share", "0.5", "--squads", "12", "--leave", "潞州01,壶关02", "--duration", "10m");
        Assert.Equal(("day", 7, 2.5, 300, 0.5, 12), (settings.Profile.Name, settings.Seed, settings.Speed, settings.Profile.Day.Contacts, settings.Profile.Day.FastShare, settings.Squads));
        Assert.Equal(["壶关02", "潞州01"], settings.Leave.Order(StringComparer.Ordinal));
        Assert.Equal(TimeSpan.FromMinutes(10), settings.Duration);
    }

    [Theory]
    [InlineData("--profile", "night")]
    [InlineData("--speed", "0")]
    [InlineData("--speed", "NaN")]
    [InlineData("--duration", "10")]
    [InlineData("--seed")]
    [InlineData("--sed", "1")]
    public void What_makes_no_sense_is_said_so(params string[] args) => Assert.Throws<FormatException>(() => Parse(args));

    [Fact]
    public void Without_nodes_or_key_it_does_not_start()
    {
        Assert.Throws<FormatException>(() => Settings.Parse([], name => name is "OPSMAP_DEMO_KEY" ? "key" : null));
        Assert.Throws<FormatException>(() => Settings.Parse([], name => name is "OPSMAP_URLS" ? "http://127.0.0.1:1" : null));
    }

    private static Settings Parse(params string[] args) => Settings.Parse(args, name => name switch
    {
        "OPSMAP_SERVERS" => "http://127.0.0.1:5080,http://127.0.0.1:5081",
        "OPSMAP_DEMO_KEY" => "key",
        _ => null,
    });
}
