using System.Diagnostics;
using OpsMap.AppHost.Commands;
using OpsMap.Server.Tests.Fixtures;
using Xunit;

namespace OpsMap.Server.Tests.AppHost;

/// <summary>The shell launcher in a folder where nothing has been built and no tool is installed.</summary>
public sealed class LauncherTests
{
    [Fact]
    public async Task Help_of_a_command_is_shown_before_anything_is_built_or_installed()
    {
        using var folder = new OpenFolder();
        var (code, shown, aside) = await Run(folder, "up", "--help");
        Assert.Equal((0, ""), (code, aside));
        Assert.Contains(Up.Command.Summary, shown, StringComparison.Ordinal);
        foreach (var option in Up.Command.Options)
        {
            Assert.Contains(option.Shown, shown, StringComparison.Ordinal);
            Assert.Contains(option.Meaning, shown, StringComparison.Ordinal);
        }
        Assert.False(Directory.Exists(Path.Combine(folder.Path, "artifacts")));
    }

    [Fact]
    public async Task All_commands_are_listed_and_an_unknown_one_is_said_to_be_unknown()
    {
        using var folder = new OpenFolder();
        var (code, shown, _) = await Run(folder, "--help");
        Assert.Equal(0, code);
        foreach (var command in new[] { Up.Command, Down.Command, Import.Command, AdminCreate.Command }) Assert.Contains(command.Summary, shown, StringComparison.Ordinal);
        Assert.Equal(2, (await Run(folder)).Code);
        var unknown = await Run(folder, "upp", "--help");
        Assert.Equal(1, unknown.Code);
        Assert.Contains("'upp'", unknown.Aside, StringComparison.Ordinal);
        Assert.Contains("--once", (await Run(folder, "admin", "create", "--help")).Shown, StringComparison.Ordinal);
    }

    private static async Task<(int Code, string Shown, string Aside)> Run(OpenFolder folder, params string[] words)
    {
        var root = Path.GetFullPath(Path.Combine(AppContext.BaseDirectory, "../../../.."));
        var commands = Directory.CreateDirectory(Path.Combine(folder.Path, "src/OpsMap.AppHost/Commands"));
        File.Copy(Path.Combine(root, "opsmap"), Path.Combine(folder.Path, "opsmap"), overwrite: true);
        foreach (var file in Directory.EnumerateFiles(Path.Combine(root, "src/OpsMap.AppHost/Commands"))) File.Copy(file, Path.Combine(commands.FullName, Path.GetFileName(file)), overwrite: true);
        var start = new ProcessStartInfo("/bin/bash") { UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true };
        start.ArgumentList.Add(Path.Combine(folder.Path, "opsmap"));
        foreach (var word in words) start.ArgumentList.Add(word);
        start.Environment["PATH"] = "/usr/bin:/bin";
        using var launcher = Process.Start(start)!;
        var shown = launcher.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        var aside = launcher.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        await launcher.WaitForExitAsync(TestContext.Current.CancellationToken);
        return (launcher.ExitCode, await shown, await aside);
    }
}
