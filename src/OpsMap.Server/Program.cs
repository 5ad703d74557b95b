using OpsMap.Server.Platform;

var builder = WebApplication.CreateBuilder(args);
builder.AddPlatform();

var app = builder.Build();
await app.Prepare();
app.Run();
