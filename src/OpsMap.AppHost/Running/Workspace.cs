namespace OpsMap.AppHost.Running;

/// <summary>Where things are: the repository, what was built from it, and the git-ignored folder that remembers a running system.</summary>
public sealed class Workspace
{
    private Workspace(string root, string configuration) => (Root, Configuration) = (root, configuration);

    public string Root { get; }
    /// <summary>`release` or `debug`: the nodes run what was built together with us.</summary>
    public string Configuration { get; }

    public string Web => Path.Combine(Root, "web");
    public string WebDist => Path.Combine(Web, "dist");
    public string Geodata => Path.Combine(Root, "geodata");
    public string Artifacts => Path.Combine(Root, "artifacts");

    public string State => Path.Combine(Root, ".opsmap");
    public string Lock => Path.Combine(State, "lock");
    public string RunFile => Path.Combine(State, "run.json");
    public string Logs => Path.Combine(State, "logs");
    public string Keys => Path.Combine(State, "keys");
    public string Certificates => Path.Combine(State, "certs");
    public string Postgres => Path.Combine(State, "postgres");
    public string OperatorKey => Path.Combine(State, "operator.key");
    public string DemoKey => Path.Combine(State, "demo.key");

    public static Workspace Find()
    {
        var output = new DirectoryInfo(AppContext.BaseDirectory.TrimEnd('/'));
        for (var folder = output; folder is not null; folder = folder.Parent)
            if (File.Exists(Path.Combine(folder.FullName, "OpsMap.sln"))) return new(folder.FullName, output.Name);
        throw new InvalidOperationException($"{output} is not inside the OpsMap repository");
    }

    /// <summary>The program of another project, built in the same configuration.</summary>
    public string Program(string project)
    {
        var file = Path.Combine(Artifacts, "bin", project, Configuration, project + ".dll");
        return File.Exists(file) ? file : throw new FileNotFoundException($"{project} is not built", file);
    }
}
