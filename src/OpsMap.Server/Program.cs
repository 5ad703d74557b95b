using OpsMap.Server.Access;
using OpsMap.Server.Cases;
using OpsMap.Server.Clocks;
using OpsMap.Server.Dispatch;
using OpsMap.Server.Geodata;
using OpsMap.Server.Intake;
using OpsMap.Server.LiveMap;
using OpsMap.Server.Platform;
using OpsMap.Server.Squads;
using OpsMap.Server.Wall;

var builder = WebApplication.CreateBuilder(args);
builder.AddPlatform();
builder.UseOpsMapSilo(builder.Configuration["Postgres"]!);
builder.AddAccess();
builder.Services.AddCases().AddSquads().AddDispatch().AddGeodata().AddIntake().AddClocks().AddLiveMap().AddWall();

var app = builder.Build();
await app.Prepare();
await app.PrepareClocks();
app.UseProtection();
app.UseResponseCompression();
app.UsePages();
app.UseRouting();
app.UseAccess();

app.MapHealth();
app.MapPages();
app.MapAccess();
app.MapCases();
app.MapSquads();
app.MapDispatch();
app.MapGeodata();
app.MapIntake();
app.MapClocks();
app.MapLiveMap();
app.MapWall();
app.Run();
