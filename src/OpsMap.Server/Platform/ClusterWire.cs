using OpsMap.Domain;
using Orleans.Serialization;
using Orleans.Serialization.Configuration;

namespace OpsMap.Server.Platform;

/// <summary>Lets the rules' own records cross grain calls as JSON (Grain 间报文), so that Domain needs no Orleans package.</summary>
public static class ClusterWire
{
    public static IServiceCollection AddDomainOnTheWire(this IServiceCollection services)
    {
        var domain = typeof(Wire).Assembly;
        services.AddSerializer(wire => wire.AddJsonSerializer(type => type.Assembly == domain, Wire.Options));
        // without this the serializer writes the type and then refuses to read it back
        services.Configure<TypeManifestOptions>(manifest => manifest.AddAllowedAssembly(domain));
        // an exception without a codec fails while it is sent, and an outage then looks like a defect to the other node
        services.Configure<ExceptionSerializationOptions>(exceptions =>
        {
            exceptions.SupportedNamespacePrefixes.Add("Npgsql");
            exceptions.SupportedNamespacePrefixes.Add("OpsMap");
        });
        return services;
    }
}
