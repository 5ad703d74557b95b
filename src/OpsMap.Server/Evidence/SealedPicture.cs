using Npgsql;
using OpsMap.Domain;
using OpsMap.Domain.Access;
using OpsMap.Domain.Cases;
using OpsMap.Server.Platform;

namespace OpsMap.Server.Evidence;

/// <summary>A picture on its way into the ledger (入库的图片), encrypted, with what its row says of it.</summary>
[GenerateSerializer, Immutable]
public sealed record SealedPicture([property: Id(0)] EvidenceId Id, [property: Id(1)] EvidenceKind Kind, [property: Id(2)] string Sha256,
    [property: Id(3)] int Width, [property: Id(4)] int Height, [property: Id(5)] int Bytes, [property: Id(6)] byte[] Image)
{
    internal NpgsqlBatchCommand Statement(Case of, Actor by, DateTimeOffset now) => Database.Sql("""
        insert into evidence (id, case_id, county, kind, sha256, width, height, bytes, image, taken_at, at, person) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)
        """,
        Id.Value, of.Id.Value, of.County.Value, JsonNames.Of(Kind), Convert.FromHexString(Sha256), Width, Height, Bytes, Image,
        of.Evidence[^1].TakenAt, now, by.Id.Value);
}
