using OpsMap.Domain;
using OpsMap.Server.Platform;

namespace OpsMap.Server.Geodata;

/// <summary>Enters eight places (演示场所) in demonstration mode only: they exist, their positions are approximate, and that of the market is invented.</summary>
public sealed class DemoVenues(Venues venues, IConfiguration configuration) : IHostedService
{
    /// <summary>八泉峡: 37 km from its county seat, so that only a squad posted there is in time.</summary>
    public static GeoPoint Baquanxia { get; } = new(113.5676, 35.9514);

    public static IReadOnlyList<Venue> All { get; } =
    [
        At("八泉峡景区", "scenic", "140427", "大峡谷镇", Baquanxia),
        At("万博装饰市场", "market", "140403", "潞州区", new GeoPoint(113.098, 36.205)),
        At("老顶山景区", "scenic", "140403", "老顶山镇", new GeoPoint(113.18, 36.22)),
        At("长治机场", "airport", "140403", "潞州区", new GeoPoint(113.126, 36.247)),
        At("八路军太行纪念馆", "museum", "140429", "武乡县城", new GeoPoint(112.86, 36.84)),
        At("黄崖洞景区", "scenic", "140426", "黄崖洞镇", new GeoPoint(113.44, 36.80)),
        At("通天峡景区", "scenic", "140425", "虹梯关乡", new GeoPoint(113.58, 36.03)),
        At("灵空山景区", "scenic", "140431", "灵空山镇", new GeoPoint(112.10, 36.62)),
    ];

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        if (configuration["DEMO_KEY"] is { Length: > 0 }) await venues.Enter(All, cancellationToken);
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private static Venue At(string name, string kind, string county, string place, GeoPoint point) =>
        new(NamedId.OfDemo($"venue {name}"), new CountyCode(county), name, kind, place, point, Approx: true, Demo: true);
}
